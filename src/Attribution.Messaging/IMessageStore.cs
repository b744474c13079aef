using NodaTime;

namespace Attribution.Messaging;

/// <summary>
/// The port to the durable queue: <see cref="PostgresMessageStore"/>, and in the simulation a model in memory. Every
/// operation is one transaction, may be repeated when its answer is lost, and takes the time from its caller.
/// </summary>
public interface IMessageStore
{
    /// <summary>Stores messages once each. When it returns they are durable.</summary>
    Task<IReadOnlyList<Acceptance>> AcceptAsync(
        IReadOnlyList<IncomingMessage> messages, Instant now, CancellationToken cancellation);

    /// <summary>
    /// Messages of a queue that wait to be claimed, counted no further than <paramref name="limit"/>.
    /// </summary>
    Task<long> CountWaitingAsync(string queue, long limit, CancellationToken cancellation);

    /// <summary>available → running, for a node that is alive. Of each lane at most one, the first.</summary>
    Task<ClaimResult> ClaimAsync(string queue, Guid node, int limit, CancellationToken cancellation);

    /// <summary>
    /// running → available, for messages of a queue that the node holds without knowing it, because the answer to its
    /// claim was lost. Answers how many there were.
    /// </summary>
    Task<int> ReleaseForgottenAsync(
        string queue, Guid node, IReadOnlyCollection<ClaimKey> known, CancellationToken cancellation);

    /// <summary>running → done, retrying, dead or available. A settlement of a lost claim changes nothing.</summary>
    Task SettleAsync(Guid node, IReadOnlyList<Settlement> settlements, Instant now, CancellationToken cancellation);

    /// <summary>Announces a node.</summary>
    Task RegisterAsync(Guid node, string name, Instant now, Instant leaseUntil, CancellationToken cancellation);

    /// <summary>Prolongs a node's lease. False: the node was declared dead and its messages are others' now.</summary>
    Task<bool> RenewAsync(Guid node, Instant leaseUntil, CancellationToken cancellation);

    /// <summary>Ends a node; what it holds may be rescued.</summary>
    Task RetireAsync(Guid node, CancellationToken cancellation);

    /// <summary>running → available, for messages of nodes that are gone. Answers the queue of each.</summary>
    Task<IReadOnlyList<string>> RescueAsync(Instant now, int limit, CancellationToken cancellation);

    /// <summary>scheduled, retrying → available, when their time has come. Answers the queue of each.</summary>
    Task<IReadOnlyList<string>> MakeDueAsync(Instant now, int limit, CancellationToken cancellation);

    /// <summary>
    /// Forgets finished messages, conflicts and marks from before the given times. Answers how many rows went.
    /// </summary>
    Task<int> PruneAsync(Instant messagesBefore, Instant marksBefore, int limit, CancellationToken cancellation);
}
