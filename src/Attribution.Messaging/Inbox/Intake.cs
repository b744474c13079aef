using System.Collections.Concurrent;
using NodaTime;

namespace Attribution.Messaging;

/// <summary>How much may wait at the doors.</summary>
public sealed record IntakeOptions
{
    /// <summary>Messages that were offered and are not stored yet, of all callers together.</summary>
    public int MaxPendingMessages { get; init; } = 10_000;

    /// <summary>Their bodies in bytes: what a slow database can cost in memory.</summary>
    public long MaxPendingBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Messages that may wait in one queue of the database before publishers are held off.</summary>
    public long MaxQueueLength { get; init; } = 2_000_000;

    /// <summary>How old a count of a queue may be.</summary>
    public Duration QueueLengthAge { get; init; } = Duration.FromSeconds(10);
}

/// <summary>What a door tells the publisher.</summary>
public abstract record IntakeAnswer
{
    private IntakeAnswer()
    {
    }

    /// <summary>Durable: one verdict per message, in order. HTTP 202.</summary>
    public sealed record Stored(IReadOnlyList<Acceptance> Verdicts) : IntakeAnswer;

    /// <summary>Nothing was taken, because too much is waiting. HTTP 429 with <c>Retry-After</c>.</summary>
    public sealed record Busy(Duration RetryAfter, string Reason) : IntakeAnswer;

    /// <summary>
    /// The store did not answer. Some messages may be stored; offering all of them again stores none twice. HTTP 503
    /// with <c>Retry-After</c>.
    /// </summary>
    public sealed record Unavailable(Duration RetryAfter) : IntakeAnswer;
}

/// <summary>
/// The door to the durable inbox for every protocol. Concurrent offers share their writes; when too much waits, an
/// offer is refused at once instead of being remembered, so memory stays bounded however many publishers there are.
/// </summary>
public sealed class Intake
{
    private const int MaxGroup = 500;

    private static readonly Backoff Wait = new(Duration.FromSeconds(2), Duration.FromSeconds(30));

    private readonly IMessageStore store;
    private readonly Hints hints;
    private readonly IntakeOptions options;
    private readonly DeliveryEnvironment environment;
    private readonly StoreCalls calls;
    private readonly GroupedWrites<IncomingMessage, Acceptance> writes;
    private readonly ConcurrentDictionary<string, (long Length, Instant At)> lengths = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int pendingMessages;
    private long pendingBytes;
    private int failuresInARow;

    public Intake(
        IMessageStore store, Hints? hints = null, IntakeOptions? options = null,
        DeliveryEnvironment? environment = null)
    {
        (this.store, this.hints, this.options) = (store, hints ?? new(), options ?? new());
        this.environment = environment ?? new();
        calls = new(this.environment);
        writes = new(MaxGroup, group => store.AcceptAsync(group, this.environment.Clock.GetCurrentInstant(), default));
    }

    /// <summary>Messages that are offered and not stored yet.</summary>
    public int PendingMessages => Volatile.Read(ref pendingMessages);

    /// <summary>Offers messages; all of them are taken or none, unless the store fails in between.</summary>
    public async Task<IntakeAnswer> OfferAsync(IReadOnlyList<IncomingMessage> messages)
    {
        if (messages.Count == 0)
        {
            return new IntakeAnswer.Stored([]);
        }

        if (await FindFullQueueAsync(messages) is { } full)
        {
            return new IntakeAnswer.Busy(RetryAfter(), $"The queue '{full}' is full.");
        }

        var bytes = messages.Sum(message => (long)message.Size);
        if (!TryReserve(messages.Count, bytes))
        {
            return new IntakeAnswer.Busy(RetryAfter(), "Too many messages are waiting to be stored.");
        }

        var verdicts = await calls.TryAsync("Storing messages", () => Task.WhenAll(messages.Select(writes.WriteAsync)));
        Release(messages.Count, bytes);
        return verdicts is null ? Failed() : Stored(messages, verdicts);
    }

    private IntakeAnswer.Unavailable Failed()
    {
        Interlocked.Increment(ref failuresInARow);
        return new(RetryAfter());
    }

    private IntakeAnswer.Stored Stored(IReadOnlyList<IncomingMessage> messages, Acceptance[] verdicts)
    {
        Volatile.Write(ref failuresInARow, 0);
        foreach (var queue in messages.Select(message => message.Queue).Distinct(StringComparer.Ordinal))
        {
            hints.Raise(queue);
        }

        return new(verdicts);
    }

    // Jitter keeps publishers that were refused together from coming back together.
    private Duration RetryAfter() => Wait.After(1 + Volatile.Read(ref failuresInARow), environment.Random());

    private async Task<string?> FindFullQueueAsync(IReadOnlyList<IncomingMessage> messages)
    {
        foreach (var queue in messages.Select(message => message.Queue).Distinct(StringComparer.Ordinal))
        {
            if (await LengthAsync(queue) >= options.MaxQueueLength)
            {
                return queue;
            }
        }

        return null;
    }

    // A count that cannot be had does not close the door: the write will tell whether the store is there.
    private async Task<long> LengthAsync(string queue)
    {
        var now = environment.Clock.GetCurrentInstant();
        if (lengths.TryGetValue(queue, out var known) && now - known.At < options.QueueLengthAge)
        {
            return known.Length;
        }

        lengths[queue] = (known.Length, now);
        var counted = await calls.TryAsync<long[]>("Counting a queue", async () =>
            [await store.CountWaitingAsync(queue, options.MaxQueueLength, default)]);
        lengths[queue] = (counted?[0] ?? 0, now);
        return lengths[queue].Length;
    }

    private bool TryReserve(int messages, long bytes)
    {
        lock (gate)
        {
            // One offer that is larger than the limit is taken when nothing else waits; otherwise it could never come
            // in.
            var fits = pendingMessages == 0
                || (pendingMessages + messages <= options.MaxPendingMessages
                    && pendingBytes + bytes <= options.MaxPendingBytes);
            pendingMessages += fits ? messages : 0;
            pendingBytes += fits ? bytes : 0;
            return fits;
        }
    }

    private void Release(int messages, long bytes)
    {
        lock (gate)
        {
            pendingMessages -= messages;
            pendingBytes -= bytes;
        }
    }
}
