using Attribution.EventStore;

namespace Attribution.Benchmarks.Soak;

/// <summary>Follows the log as a projection does: never looks back behind the last position it has seen.</summary>
internal sealed class SoakReader(string connectionString) : IAsyncDisposable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly EventLog _log = EventLog.Open(connectionString);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The positions in the order in which they were seen.</summary>
    internal List<long> Seen { get; } = [];

    internal async Task FollowAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ReadOnAsync();
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or IOException or TimeoutException)
            {
                // The server is away; what was not seen yet is still behind the last position.
                await Task.Delay(LookAgainAfter);
            }
        }
    }

    /// <summary>Reads what is left once nobody writes any more.</summary>
    internal async Task FinishAsync(Task following)
    {
        await _stop.CancelAsync();
        await following;
        await ReadOnAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        await _log.DisposeAsync();
    }

    private async Task ReadOnAsync()
    {
        await foreach (var happened in _log.ReadAllAsync(new LogRange(Seen.Count == 0 ? 0 : Seen[^1])))
        {
            Seen.Add(happened.Position);
        }
    }
}
