using System.Globalization;
using Attribution.EventStore.Daemon;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Rebuild;

/// <summary>
/// Puts the shadow tables in the place of the live ones, in one transaction: no commit and no page of the daemon comes
/// in between, and readers see the old tables up to it and the new ones from it.
/// </summary>
internal sealed class Swap(RebuildWork work, NpgsqlConnection connection, ShadowTables shadow, IClock clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Catches up with what was stored since a position, and swaps. While somebody reads a live table for
    /// long, it stands back, lets the others pass, and tries again.</summary>
    /// <returns>The position of the last event in the tables.</returns>
    internal async Task<long> RunAsync(long position, CancellationToken cancellation)
    {
        var log = new LogOrder(work, connection);
        for (var attempt = 1; ; attempt++)
        {
            position = await log.CatchUpAsync(position, cancellation);
            try
            {
                return await TryAsync(log, position, cancellation);
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                if (attempt == work.Options.SwapAttemptsMax)
                {
                    throw new RebuildFailed(
                        $"{work.Projection.Name}: its tables were in use at each of {attempt} attempts to exchange "
                        + "them. End the long transactions that read them, and rebuild again.",
                        busy);
                }
            }

            await Task.Delay(Pause, work.Time, cancellation);
        }
    }

    private async Task<long> TryAsync(LogOrder log, long position, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await LockAsync(cancellation);
        position = await log.FinishAsync(transaction, position, cancellation);
        await shadow.TakePlaceAsync(cancellation);
        await ReplaceParkedEventsAsync(cancellation);
        await SaveProgressAsync(position, cancellation);
        await transaction.CommitAsync(cancellation);
        return position;
    }

    private async Task LockAsync(CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        var patience = new NpgsqlBatchCommand(SqlText.Get("limit_lock_wait"));
        var milliseconds = (int)work.Options.SwapPatience.TotalMilliseconds;
        patience.Parameters.Add(Parameters.Of(milliseconds.ToString(CultureInfo.InvariantCulture), NpgsqlDbType.Text));
        batch.BatchCommands.Add(patience);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("writer_lock")));
        batch.BatchCommands.Add(Of("lock_progress"));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private async Task ReplaceParkedEventsAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var parked = new RowChanges(ViewStatements.LiveSchema);
        foreach (var failed in work.Failures.Values)
        {
            parked.Add(DeadLetterDocument.Upsert(ParkedEvent.Of(work.Projection, failed, now)));
        }

        await using var batch = new NpgsqlBatch(connection);
        var forget = new NpgsqlBatchCommand(SqlText.Get("forget_parked_events"));
        forget.Parameters.Add(Parameters.Of(work.Projection.Name, NpgsqlDbType.Text));
        batch.BatchCommands.Add(forget);
        foreach (var command in parked.Commands())
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private async Task SaveProgressAsync(long position, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        var save = Of("save_progress");
        save.Parameters.Add(Parameters.Of(position, NpgsqlDbType.Bigint));
        batch.BatchCommands.Add(save);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlBatchCommand Of(string statement)
    {
        var command = new NpgsqlBatchCommand(SqlText.Get(statement));
        command.Parameters.Add(Parameters.Of(work.Projection.ProgressName, NpgsqlDbType.Text));
        return command;
    }
}
