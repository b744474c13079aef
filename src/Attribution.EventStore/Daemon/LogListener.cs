using Attribution.EventStore.Writing;
using Npgsql;

namespace Attribution.EventStore.Daemon;

/// <summary>Hears of commits by other processes. Only a hint: while it is deaf, the daemon's own polling goes
/// on.</summary>
internal sealed class LogListener(NpgsqlDataSource sessions, Signal stored, TimeProvider time)
{
    /// <summary>Listens until it is stopped, however often the connection is lost on the way.</summary>
    internal async Task RunAsync(CancellationToken stopping)
    {
        for (var attempt = 0; !stopping.IsCancellationRequested; attempt++)
        {
            try
            {
                await using var connection = await sessions.OpenConnectionAsync(stopping);
                connection.Notification += (_, _) => stored.Raise();
                await using (var listen = new NpgsqlCommand(SqlText.Get("listen"), connection))
                {
                    await listen.ExecuteNonQueryAsync(stopping);
                }

                attempt = 0;
                while (true)
                {
                    await connection.WaitAsync(stopping);
                }
            }
            catch (Exception error) when (error is NpgsqlException || WriterFaults.MeansDatabaseIsAway(error))
            {
                await Task.Delay(WriterFaults.PauseBeforeAttempt(attempt), time, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
