using System.Runtime.CompilerServices;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Reading;

/// <summary>Reads streams and the whole log. Every read is one statement on a pooled connection.</summary>
internal sealed class LogReader(NpgsqlDataSource source)
{
    internal async Task<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        StreamId stream, StreamRange range, CancellationToken cancellation) =>
        await FoldStreamAsync(stream, range, new List<RecordedEvent>(), Add, bare: false, cancellation);

    /// <summary>Folds a stream while it arrives: nothing is kept of an event but what it makes, and the database sends
    /// the next ones meanwhile.</summary>
    /// <param name="stream">Which.</param>
    /// <param name="range">From where to where.</param>
    /// <param name="seed">What it is folded into, before the first.</param>
    /// <param name="fold">That after one more.</param>
    /// <param name="bare">Whether headers, correlation and causation stay in the database.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<T> FoldStreamAsync<T>(
        StreamId stream,
        StreamRange range,
        T seed,
        Func<T, RecordedEvent, T> fold,
        bool bare,
        CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SqlText.Get("read_stream"));
        command.Parameters.Add(Parameters.Of(stream.TenantId, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.Of(stream.Value, NpgsqlDbType.Uuid));
        command.Parameters.Add(Parameters.Of(range.FromVersion, NpgsqlDbType.Bigint));
        command.Parameters.Add(Parameters.Of(range.ToVersion, NpgsqlDbType.Bigint));
        command.Parameters.Add(Parameters.Of(!bare, NpgsqlDbType.Boolean));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var next = EventRow.Read(row, stream, bare);
            if (next.RecordedAt > range.UpTo)
            {
                // What was believed at an instant is a prefix of the stream, whatever clocks did later.
                break;
            }

            seed = fold(seed, next);
        }

        return seed;
    }

    internal async Task<IReadOnlyList<RecordedEvent>> ReadPageAsync(
        LogRange range, int limit, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SqlText.Get("read_all"));
        command.Parameters.Add(Parameters.Of(range.AfterPosition, NpgsqlDbType.Bigint));
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)range.Types?.ToArray() ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)range.TenantId ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        command.Parameters.Add(Parameters.Of(limit, NpgsqlDbType.Integer));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var events = new List<RecordedEvent>();
        while (await row.ReadAsync(cancellation))
        {
            var stream = new StreamId(row.GetString(EventRow.TenantId), row.GetGuid(EventRow.StreamId));
            events.Add(EventRow.Read(row, stream));
        }

        return events;
    }

    /// <summary>Pages through the log until there is nothing more; a page is one short statement, so a slow consumer
    /// holds nothing open in the database.</summary>
    internal async IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        LogRange range, int pageSize, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await ReadPageAsync(range, pageSize, cancellation);
            foreach (var happened in page)
            {
                yield return happened;
            }

            if (page.Count < pageSize)
            {
                yield break;
            }

            range = range with { AfterPosition = page[^1].Position };
        }
    }

    internal async Task<StreamInfo?> FindStreamAsync(StreamId stream, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SqlText.Get("read_stream_info"));
        command.Parameters.Add(Parameters.Of(stream.TenantId, NpgsqlDbType.Text));
        command.Parameters.Add(Parameters.Of(stream.Value, NpgsqlDbType.Uuid));
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new StreamInfo(
                stream,
                row.IsDBNull(0) ? null : row.GetString(0),
                row.GetInt64(1),
                At(row, 2),
                At(row, 3),
                row.GetBoolean(4))
            : null;

        static Instant At(NpgsqlDataReader row, int column) => Microseconds.ToInstant(row.GetDateTime(column));
    }

    internal async Task<long> FindHighWaterMarkAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(SqlText.Get("read_high_water_mark"));
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static List<RecordedEvent> Add(List<RecordedEvent> events, RecordedEvent next)
    {
        events.Add(next);
        return events;
    }
}
