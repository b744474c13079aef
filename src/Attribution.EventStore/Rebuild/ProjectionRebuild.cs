using Attribution.EventStore.Daemon;
using Attribution.EventStore.Projections;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Rebuild;

/// <summary>
/// Makes a projection's tables anew from all events, beside the live ones, and exchanges them at the end: readers never
/// see half a rebuild, commits and the daemon go on meanwhile, and one that fails or dies leaves everything as it was.
/// </summary>
public static class ProjectionRebuild
{
    /// <summary>Rebuilds a projection, inline or asynchronous, from any process.</summary>
    /// <param name="log">The log.</param>
    /// <param name="projection">What to rebuild.</param>
    /// <param name="options">How; the defaults fit a small server.</param>
    /// <param name="progress">Told how far it is, twice a second at most, and once at the end.</param>
    /// <param name="time">Measures; the system's unless a test gives another.</param>
    /// <param name="clock">Dates parked events.</param>
    /// <param name="cancellation">Ends it; the live tables stay as they are.</param>
    /// <exception cref="RebuildFailed">Another rebuild of it runs, or the database refuses some step.</exception>
    /// <exception cref="UnreadableEvent">This program cannot read one of the events.</exception>
    public static async Task<RebuildReport> RunAsync(
        EventLog log, Projection projection, RebuildOptions? options = null,
        IProgress<RebuildProgress>? progress = null, TimeProvider? time = null, IClock? clock = null,
        CancellationToken cancellation = default)
    {
        time ??= TimeProvider.System;
        await using var sessions = EventLogDataSource.CreateSessions(log.ConnectionString, unhurried: true);
        await using var connection = await sessions.OpenConnectionAsync(cancellation);
        if (!await ShadowTables.TryLockAsync(connection, projection, cancellation))
        {
            throw new RebuildFailed($"{projection.Name} is being rebuilt already. Wait for that rebuild, or end it.");
        }

        var counter = new RebuildCounter(projection.Name, progress, time);
        var work = new RebuildWork(projection, sessions, options ?? new RebuildOptions(), counter, time);
        var shadow = new ShadowTables(connection, projection);
        try
        {
            var position = await FillAsync(work, connection, shadow, cancellation);
            var swap = new Swap(work, connection, shadow, clock ?? SystemClock.Instance);
            position = await swap.RunAsync(position, cancellation);
            counter.Report();
            return new RebuildReport(projection.Name, counter.Done, work.Failures.Count, position, counter.Elapsed);
        }
        catch (Exception error)
        {
            await ClearAwayAsync(sessions, connection, projection);
            if (error is PostgresException refusal)
            {
                throw new RebuildFailed(
                    $"{projection.Name} could not be rebuilt; its tables are as they were. PostgreSQL says: "
                    + $"{refusal.MessageText} (code {refusal.SqlState}). {refusal.Detail} "
                    + "Mend the cause and rebuild again.",
                    refusal);
            }

            throw;
        }
    }

    /// <summary>Fills the shadow tables with everything up to the newest event of now, about.</summary>
    /// <returns>The position of the last event in them.</returns>
    private static async Task<long> FillAsync(
        RebuildWork work, NpgsqlConnection connection, ShadowTables shadow, CancellationToken cancellation)
    {
        var upTo = await ReadNumberAsync(connection, "read_high_water_mark", cancellation);
        work.Counter.Expect(await ReadNumberAsync(connection, "count_events", cancellation));
        await StartProgressAsync(connection, work.Projection, cancellation);
        await shadow.CreateAsync(cancellation);
        if (work.Projection.NewStreamFold() is not null)
        {
            try
            {
                await new StreamOrder(work, upTo).FillAsync(connection, cancellation);
                await shadow.AddKeysAsync(cancellation);
                await shadow.FinishAsync(cancellation);
                return upTo;
            }
            catch (PostgresException refusal) when (ProjectionFaults.IsAboutContent(refusal))
            {
                // Some document among all is refused. In the order of the log the event that makes it is found and
                // parked.
                work.Failures.Clear();
                work.Counter.Restart();
                await shadow.CreateAsync(cancellation);
            }
        }

        await shadow.AddKeysAsync(cancellation);
        var position = await new LogOrder(work, connection).CatchUpAsync(0, cancellation);
        await shadow.FinishAsync(cancellation);
        return position;
    }

    private static async Task<long> ReadNumberAsync(
        NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(SqlText.Get(statement), connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task StartProgressAsync(
        NpgsqlConnection connection, Projection projection, CancellationToken cancellation)
    {
        await using var start = new NpgsqlCommand(SqlText.Get("start_progress"), connection);
        start.Parameters.Add(Parameters.Of(projection.ProgressName, NpgsqlDbType.Text));
        await start.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Drops the shadow tables of a rebuild that failed. When even that fails, they lie there until the next
    /// start of a daemon or the next rebuild: nobody reads them.</summary>
    private static async Task ClearAwayAsync(
        NpgsqlDataSource sessions, NpgsqlConnection connection, Projection projection)
    {
        try
        {
            if (connection.FullState == System.Data.ConnectionState.Open)
            {
                await ShadowTables.DropLeftOversAsync(connection, projection, CancellationToken.None);
                return;
            }

            await using var another = await sessions.OpenConnectionAsync();
            await ShadowTables.DropLeftOversAsync(another, projection, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The error that ended the rebuild is the one to tell.
        }
    }
}
