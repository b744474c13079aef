using Attribution.EventStore;

namespace Attribution.App.Pipeline;

/// <summary>
/// Lets the commands on one stream take turns within this process. Without it, of many at once only the first is
/// stored and all others decide again in vain; with it, each decides on what the one before it stored. Between
/// processes the expected version decides, as ever: a turn spares work and promises nothing.
/// </summary>
internal sealed class Turns
{
    // Streams that share one wait for each other without need, so there are many more than commands at a time.
    private const int Stripes = 4096;

    private readonly SemaphoreSlim[] _stripes =
        [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(initialCount: 1, maxCount: 1))];

    /// <summary>Waits for the stream's turn; whoever gets it gives it back by disposing. A caller holds one at a
    /// time.</summary>
    internal async ValueTask<Turn> TakeAsync(StreamId stream, CancellationToken cancellation)
    {
        var stripe = _stripes[(uint)stream.GetHashCode() % Stripes];
        await stripe.WaitAsync(cancellation);
        return new Turn(stripe);
    }

    internal readonly struct Turn(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
