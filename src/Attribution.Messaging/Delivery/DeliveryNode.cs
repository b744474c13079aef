using NodaTime;

namespace Attribution.Messaging;

/// <summary>
/// Handles the messages of some queues, together with any number of other nodes. Deliveries are at least once; the
/// inbox mark makes their effect happen once; messages of one subject are handled one after the other.
/// </summary>
public sealed class DeliveryNode
{
    private readonly IMessageStore store;
    private readonly Handlers handlers;
    private readonly DeliveryOptions options;
    private readonly DeliveryEnvironment environment;
    private readonly Hints hints;

    /// <param name="store">Where the messages are.</param>
    /// <param name="handlers">Who handles what.</param>
    /// <param name="options">Which queues, how many at a time, how long.</param>
    /// <param name="hints">Shared with everything in this process that stores messages; none means polling
    /// only.</param>
    /// <param name="environment">Time, randomness and log.</param>
    public DeliveryNode(
        IMessageStore store,
        Handlers handlers,
        DeliveryOptions options,
        Hints? hints = null,
        DeliveryEnvironment? environment = null)
    {
        (this.store, this.handlers, this.options) = (store, handlers, options);
        (this.hints, this.environment) = (hints ?? new(), environment ?? new());
    }

    /// <summary>
    /// Works until <paramref name="stop"/>: then claims nothing more, waits for its handlers as long as <see
    /// cref="DeliveryOptions.StopGrace"/> says, gives back the rest and returns. Never throws; while the database is
    /// away it waits for it.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var life = new NodeLife(store, options, environment, hints, stop);
            await life.RunAsync(handlers);
            await new StoreCalls(environment).PauseAsync(BetweenLives, stop);
        }
    }

    /// <summary>A node that cannot even register should not ask ten thousand times a second.</summary>
    private static Duration BetweenLives { get; } = Duration.FromMilliseconds(500);
}
