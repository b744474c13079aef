using System.Runtime.CompilerServices;
using Attribution.EventStore.Daemon;
using Attribution.EventStore.Writing;

namespace Attribution.EventStore.Reading;

/// <summary>Reads the log and goes on reading: awake at once by a signal inside the process and by LISTEN for commits
/// of other processes, and by a look every second in case both fail.</summary>
internal sealed class LogFollower(EventLog log, LogReader reader, TimeProvider time)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    internal async IAsyncEnumerable<IReadOnlyList<RecordedEvent>> FollowAsync(
        LogRange range, int pageSize, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var stored = new Signal();
        await using var sessions = EventLogDataSource.CreateSessions(log.ConnectionString);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        log.Stored += stored.Raise;
        var listening = new LogListener(sessions, stored, time).RunAsync(stopping.Token);
        try
        {
            for (var fault = 0; ;)
            {
                var next = stored.Next;
                var page = await ReadAsync(range, pageSize, cancellation);
                if (page is { Count: > 0 })
                {
                    range = range with { AfterPosition = page[^1].Position };
                    yield return page;
                }

                fault = page is null ? fault + 1 : 0;
                if (page is null || page.Count < pageSize)
                {
                    var patience = page is null ? WriterFaults.PauseBeforeAttempt(fault) : LookAgainAfter;
                    await Signal.WaitAsync(next, patience, time, cancellation);
                }
            }
        }
        finally
        {
            log.Stored -= stored.Raise;
            await stopping.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The next events; null when the database is away.</summary>
    private async Task<IReadOnlyList<RecordedEvent>?> ReadAsync(
        LogRange range, int pageSize, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadPageAsync(range, pageSize, cancellation);
        }
        catch (Exception error) when (
            !cancellation.IsCancellationRequested && WriterFaults.MeansDatabaseIsAway(error))
        {
            return null;
        }
    }
}
