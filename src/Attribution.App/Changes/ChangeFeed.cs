using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.App.Changes;

/// <summary>
/// Tells subscribers what is stored, in the order of the log. The log is followed once for all of them, from the first
/// subscription on. Each has a buffer of its own; one that does not keep up is told and let go, so that nobody waits
/// for it and nothing is left out silently.
/// </summary>
internal sealed class ChangeFeed(EventLog log) : IAsyncDisposable
{
    /// <summary>How many events wait for a subscriber that reads slowly.</summary>
    internal const int BufferedEventsMax = 1_000;

    private readonly ConcurrentDictionary<Channel<RecordedEvent>, TenantId> _subscribers = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _starting = new(1, 1);
    private Task? _run;

    /// <summary>Raised when a subscription has begun: it hears of all that is stored from now on, and of nothing that
    /// was stored before.</summary>
    internal event Action? Subscribed;

    /// <summary>The events of a tenant from now on, as many at a time as have come meanwhile.</summary>
    /// <exception cref="GraphQLException"><c>SLOW_CONSUMER</c>: the reader did not keep up; <c>UNAVAILABLE</c>: the
    /// database is away.</exception>
    internal async IAsyncEnumerable<IReadOnlyList<RecordedEvent>> FollowAsync(
        TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = Channel.CreateBounded<RecordedEvent>(
            new BoundedChannelOptions(BufferedEventsMax) { SingleReader = true, SingleWriter = true });
        _subscribers[buffer] = tenant;
        try
        {
            var from = await StartAsync(cancellation);
            Subscribed?.Invoke();
            while (await buffer.Reader.WaitToReadAsync(cancellation))
            {
                // What was stored before may still be on its way to those who were here earlier.
                yield return [.. Waiting(buffer.Reader).Where(happened => happened.Position > from)];
            }
        }
        finally
        {
            _subscribers.TryRemove(buffer, out _);
        }
    }

    /// <summary>Ends all subscriptions.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await (_run ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _starting.Dispose();
    }

    private static IEnumerable<RecordedEvent> Waiting(ChannelReader<RecordedEvent> buffer)
    {
        while (buffer.TryRead(out var next))
        {
            yield return next;
        }
    }

    /// <summary>Makes sure that the log is followed, and answers its end.</summary>
    private async Task<long> StartAsync(CancellationToken cancellation)
    {
        await _starting.WaitAsync(cancellation);
        try
        {
            var position = await log.FindHighWaterMarkAsync(cancellation);
            if (_run is null or { IsCompleted: true })
            {
                _run = Task.Run(() => RunAsync(position), CancellationToken.None);
            }

            return position;
        }
        catch (NpgsqlException away) when (away.IsTransient)
        {
            throw new GraphQLException("The database is away; subscribe again later.", "UNAVAILABLE");
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task RunAsync(long position)
    {
        try
        {
            await foreach (var events in log.FollowAsync(new LogRange(position), _stopping.Token))
            {
                foreach (var happened in events)
                {
                    Publish(happened);
                }
            }
        }
        finally
        {
            // Stopped, or failed for good: nobody waits for what does not come. The next subscription starts anew.
            foreach (var buffer in _subscribers.Keys)
            {
                buffer.Writer.TryComplete(Interrupted);
            }
        }
    }

    private void Publish(RecordedEvent happened)
    {
        foreach (var (buffer, tenant) in _subscribers)
        {
            if (tenant.Value == happened.Stream.TenantId && !buffer.Writer.TryWrite(happened))
            {
                buffer.Writer.TryComplete(TooSlow);
            }
        }
    }

    private static GraphQLException TooSlow => new(
        $"More than {BufferedEventsMax} changes waited for you: read what you missed, and subscribe again.",
        "SLOW_CONSUMER");

    private static GraphQLException Interrupted =>
        new("The changes are interrupted; subscribe again.", "UNAVAILABLE");
}
