using NodaTime;

namespace Attribution.Messaging.Tests.Simulation;

/// <summary>The database of a simulation: the model, or real PostgreSQL.</summary>
internal interface IBackend
{
    IMessageStore Store { get; }

    /// <summary>
    /// One transaction: the inbox mark, the effect, the messages that follow from it. False: marked before.
    /// </summary>
    Task<bool> CommitAsync(Delivery delivery, IReadOnlyList<Envelope> outgoing, string outgoingQueue, Instant now);

    /// <summary>The messages that had their effect, in the order of the commits.</summary>
    Task<IReadOnlyList<MessageId>> EffectsAsync();

    Task<IReadOnlyList<StoredMessage>> MessagesAsync();
}

/// <summary>A message as it lies in the store.</summary>
internal sealed record StoredMessage(
    MessageId MessageId, string Queue, string State, string? Outcome, string? ProblemCode,
    int Attempts, int Failures, string Body);
