using System.Collections.Immutable;

namespace Attribution.Messaging;

/// <summary>
/// Handles one delivery. It decides, commits the effect together with the inbox mark, and says what came of it. It
/// may be called again for the same message, also while an earlier call still runs; the mark makes that harmless.
/// </summary>
public delegate Task<Outcome> MessageHandler(Delivery delivery, CancellationToken cancellation);

/// <summary>Who handles what. Immutable: each addition answers a new value.</summary>
public sealed class Handlers
{
    private readonly ImmutableDictionary<string, MessageHandler> byType;
    private readonly ImmutableDictionary<string, MessageHandler> byQueue;

    /// <summary>Nobody handles anything yet.</summary>
    public Handlers()
        : this(ImmutableDictionary.Create<string, MessageHandler>(StringComparer.Ordinal),
            ImmutableDictionary.Create<string, MessageHandler>(StringComparer.Ordinal))
    {
    }

    private Handlers(
        ImmutableDictionary<string, MessageHandler> byType, ImmutableDictionary<string, MessageHandler> byQueue) =>
        (this.byType, this.byQueue) = (byType, byQueue);

    /// <summary>
    /// The registry of message types that are understood, sorted: a change here is a change of contract.
    /// </summary>
    public IReadOnlyList<string> Types => [.. byType.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds the handler of a message type, on whatever queue it comes.</summary>
    /// <exception cref="ArgumentException">The type has a handler already.</exception>
    public Handlers On<T>(MessageType<T> type, Func<T, Delivery, CancellationToken, Task<Outcome>> handle) =>
        new(byType.Add(type.Name, (delivery, cancellation) =>
            type.TryRead(delivery.Envelope.Body, out var message, out var problem)
                ? handle(message!, delivery, cancellation)
                : Task.FromResult<Outcome>(new Outcome.Refused(Failure.UnreadableBodyCode, problem!))), byQueue);

    /// <summary>
    /// Adds the handler of every message of one queue, whatever its type: a publisher to somewhere else.
    /// </summary>
    /// <exception cref="ArgumentException">The queue has a handler already.</exception>
    public Handlers OnQueue(string queue, MessageHandler handle) => new(byType, byQueue.Add(queue, handle));

    /// <summary>Whether a message would find its handler.</summary>
    public bool Knows(string queue, string type) => Find(queue, type) is not null;

    internal MessageHandler? Find(string queue, string type) =>
        byQueue.GetValueOrDefault(queue) ?? byType.GetValueOrDefault(type);
}
