using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Daemon;

/// <summary>The events that projections could not apply.</summary>
internal static class ParkedEvents
{
    internal static async Task<IReadOnlyList<ParkedEvent>> ListAsync(
        NpgsqlDataSource source, string? projection, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SqlText.Get("list_parked_events"));
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)projection ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var parked = new List<ParkedEvent>();
        while (await row.ReadAsync(cancellation))
        {
            var stream = new StreamId(row.GetString(3), row.GetGuid(4));
            parked.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetInt64(2), stream, row.GetInt64(5), row.GetString(6),
                row.GetString(7), row.GetString(8), Microseconds.ToInstant(row.GetDateTime(9))));
        }

        return parked;
    }

    /// <summary>Applies a parked event after all: by folding its whole stream again, or late, as the projection's kind
    /// has it.</summary>
    /// <returns>Null when it has been applied; else what went wrong this time.</returns>
    /// <exception cref="UnreadableEvent">This program cannot read an event of the stream.</exception>
    internal static async Task<ParkedEvent?> RetryAsync(
        EventLog log, Projection projection, ParkedEvent parked, Instant now, CancellationToken cancellation)
    {
        await using var connection = await log.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);

        // Behind both locks nobody else changes the projection's tables: neither the daemon nor a commit that carries
        // rows.
        var position = await LockAsync(connection, projection, cancellation);
        var page = projection.NewPage();
        foreach (var stored in await ReadAsync(log, projection, parked, cancellation))
        {
            if (stored.Position <= position)
            {
                page.Add(projection.ReadsMetadata ? stored : stored with { IsBare = true });
            }
        }

        try
        {
            await PageCommit.ApplyAsync(
                connection,
                ViewStatements.LiveSchema,
                page,
                late: true,
                _ => [DeadLetterDocument.Delete(parked)],
                cancellation);
        }
        catch (PostgresException refusal) when (ProjectionFaults.IsAboutContent(refusal))
        {
            return parked with
            {
                ExceptionType = refusal.GetType().FullName!,
                Message = refusal.MessageText,
                ParkedAt = now,
            };
        }

        if (page.Failures.All.FirstOrDefault(failed => failed.Event.Position == parked.Position) is { } again)
        {
            return ParkedEvent.Of(projection, again, now);
        }

        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <returns>The projection's position: what lies behind it, the projection applies by itself.</returns>
    private static async Task<long> LockAsync(
        NpgsqlConnection connection, Projection projection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("writer_lock")));
        var progress = new NpgsqlBatchCommand(SqlText.Get("lock_progress"));
        progress.Parameters.Add(Parameters.Of(projection.ProgressName, NpgsqlDbType.Text));
        batch.BatchCommands.Add(progress);
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.NextResultAsync(cancellation);
        return await row.ReadAsync(cancellation) ? row.GetInt64(0) : 0;
    }

    private static async Task<IReadOnlyList<RecordedEvent>> ReadAsync(
        EventLog log, Projection projection, ParkedEvent parked, CancellationToken cancellation)
    {
        if (projection.RetriesWholeStreams)
        {
            return await log.ReadStreamAsync(parked.Stream, cancellation: cancellation);
        }

        var range = new StreamRange(parked.Version, parked.Version);
        return await log.ReadStreamAsync(parked.Stream, range, cancellation);
    }
}
