using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>
/// The contract of the store in its simplest form: lists and loops, no index, no lock, because the world does one
/// thing at a time. Real PostgreSQL runs the same scenarios and must come to the same end.
/// </summary>
internal sealed class ModelBackend : IBackend, IMessageStore
{
    private readonly Dictionary<MessageId, Row> rows = [];
    private readonly Dictionary<Guid, Instant> leases = [];
    private readonly List<MessageId> effects = [];
    private readonly HashSet<MessageId> marks = [];
    private long lastPosition;

    public IMessageStore Store => this;

    public Task<IReadOnlyList<MessageId>> EffectsAsync() => Task.FromResult<IReadOnlyList<MessageId>>(effects);

    public Task<IReadOnlyList<StoredMessage>> MessagesAsync() => Answer<StoredMessage>([.. rows.Values.Select(row =>
        new StoredMessage(row.Envelope.MessageId, row.Queue, row.State, row.Outcome, row.Problem?.Code, row.Attempts,
            row.Failures, row.Envelope.Body.ToString()))]);

    public Task<bool> CommitAsync(
        Delivery delivery, IReadOnlyList<Envelope> outgoing, string outgoingQueue, Instant now)
    {
        if (!marks.Add(delivery.MessageId))
        {
            return Task.FromResult(false);
        }

        effects.Add(delivery.MessageId);
        foreach (var envelope in outgoing)
        {
            Insert(outgoingQueue, envelope, now);
        }

        return Task.FromResult(true);
    }

    public Task<IReadOnlyList<Acceptance>> AcceptAsync(
        IReadOnlyList<IncomingMessage> messages, Instant now, CancellationToken cancellation) =>
        Answer<Acceptance>([.. messages.Cast<IncomingMessage.Readable>().Select(message => new Acceptance(
            message.MessageId, Insert(message.Queue, message.Envelope, now)))]);

    public Task<long> CountWaitingAsync(string queue, long limit, CancellationToken cancellation) =>
        Task.FromResult(Math.Min(limit, rows.Values.LongCount(row => row.Queue == queue && row.State == "available")));

    public Task<ClaimResult> ClaimAsync(string queue, Guid node, int limit, CancellationToken cancellation)
    {
        if (!leases.ContainsKey(node))
        {
            return Task.FromResult(new ClaimResult([], 0));
        }

        var claimed = new List<Delivery>();
        foreach (var row in rows.Values.Where(row => row.Queue == queue && row.State == "available")
            .OrderBy(row => row.Position))
        {
            if (claimed.Count < limit && !rows.Values.Any(other => other != row && other.IsBefore(row)))
            {
                (row.State, row.Node) = ("running", node);
                row.Claims++;
                row.Attempts++;
                claimed.Add(row.Deliver());
            }
        }

        return Task.FromResult(new ClaimResult(claimed, 0));
    }

    public Task<int> ReleaseForgottenAsync(
        string queue, Guid node, IReadOnlyCollection<ClaimKey> known, CancellationToken cancellation)
    {
        foreach (var row in rows.Values.Where(row => row.Queue == queue && row.State == "running" && row.Node == node))
        {
            if (!known.Contains(new ClaimKey(row.Envelope.MessageId, row.Claims)))
            {
                row.State = "available";
                row.Attempts--;
            }
        }

        return Task.FromResult(0);
    }

    public Task SettleAsync(
        Guid node, IReadOnlyList<Settlement> settlements, Instant now, CancellationToken cancellation)
    {
        foreach (var settlement in settlements)
        {
            var row = rows[settlement.Delivery.MessageId];
            if (row.State == "running" && row.Claims == settlement.Delivery.Claim)
            {
                row.Settle(settlement, marks.Contains(row.Envelope.MessageId));
            }
        }

        return Task.CompletedTask;
    }

    public Task RegisterAsync(Guid node, string name, Instant now, Instant leaseUntil, CancellationToken cancellation)
    {
        leases.Add(node, leaseUntil);
        return Task.CompletedTask;
    }

    public Task<bool> RenewAsync(Guid node, Instant leaseUntil, CancellationToken cancellation)
    {
        var isAlive = leases.ContainsKey(node);
        if (isAlive)
        {
            leases[node] = leaseUntil;
        }

        return Task.FromResult(isAlive);
    }

    public Task RetireAsync(Guid node, CancellationToken cancellation)
    {
        leases.Remove(node);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> RescueAsync(Instant now, int limit, CancellationToken cancellation)
    {
        foreach (var dead in leases.Where(lease => lease.Value <= now).Select(lease => lease.Key).ToList())
        {
            leases.Remove(dead);
        }

        var lost = rows.Values.Where(row => row.State == "running" && !leases.ContainsKey(row.Node)).ToList();
        foreach (var row in lost)
        {
            row.State = "available";
            row.AddFailure();
        }

        return Answer<string>([.. lost.Select(row => row.Queue)]);
    }

    public Task<IReadOnlyList<string>> MakeDueAsync(Instant now, int limit, CancellationToken cancellation)
    {
        var due = rows.Values.Where(row => row.State is "scheduled" or "retrying" && row.DueAt <= now)
            .OrderBy(row => row.DueAt).ToList();
        foreach (var row in due)
        {
            row.Position = row.State == "scheduled" ? ++lastPosition : row.Position;
            row.State = "available";
        }

        return Answer<string>([.. due.Select(row => row.Queue)]);
    }

    public Task<int> PruneAsync(
        Instant messagesBefore, Instant marksBefore, int limit, CancellationToken cancellation) => Task.FromResult(0);

    private AcceptanceKind Insert(string queue, Envelope envelope, Instant now)
    {
        var isLater = envelope.ScheduledFor > now;
        var row = new Row(queue, envelope, isLater ? "scheduled" : "available", ++lastPosition, now)
        {
            DueAt = envelope.ScheduledFor ?? now,
        };
        return rows.TryAdd(envelope.MessageId, row) ? AcceptanceKind.Accepted : AcceptanceKind.Duplicate;
    }

    private static Task<IReadOnlyList<T>> Answer<T>(IReadOnlyList<T> answer) => Task.FromResult(answer);

    private sealed record Row(string Queue, Envelope Envelope, string State, long Position, Instant AcceptedAt)
    {
        public string State { get; set; } = State;

        public long Position { get; set; } = Position;

        public Guid Node { get; set; }

        public Instant DueAt { get; set; }

        public int Attempts { get; set; }

        public int Claims { get; set; }

        public int Failures { get; private set; }

        public string? Outcome { get; private set; }

        public Failure? Problem { get; private set; }

        public bool IsBefore(Row other) =>
            Envelope.Subject is not null && (Queue, Envelope.TenantId, Envelope.Subject)
                == (other.Queue, other.Envelope.TenantId, other.Envelope.Subject)
            && (State == "running" || (Position < other.Position && (State is "available" or "retrying")));

        public Delivery Deliver() =>
            new(Envelope.MessageId, Queue, Envelope with { Attempts = Attempts }, Claims, AcceptedAt)
            {
                Lane = MessageId.LaneOf(Queue, Envelope.TenantId, Envelope.Subject),
            };

        public void AddFailure() => Failures++;

        public void Settle(Settlement settlement, bool isMarked)
        {
            switch (settlement)
            {
                case Settlement.Done done:
                    (State, Outcome) = ("done", done.Outcome);
                    break;
                case Settlement.Again again:
                    (State, DueAt) = ("retrying", again.DueAt);
                    Failures += again.Failure is null ? 0 : 1;
                    Attempts -= again.Failure is null ? 1 : 0;
                    break;
                case Settlement.Dead dead:
                    (State, Outcome, Problem) = isMarked
                        ? ("done", "already_handled", dead.Failure)
                        : ("dead", null, dead.Failure);
                    Failures++;
                    break;
                case Settlement.GivenBack:
                    State = "available";
                    Attempts--;
                    break;
            }
        }
    }
}
