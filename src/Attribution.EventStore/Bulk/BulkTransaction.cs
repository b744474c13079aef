using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Bulk;

/// <summary>One attempt to store a chunk: nothing of it is there before the transaction commits.</summary>
internal sealed class BulkTransaction(NpgsqlTransaction transaction, BulkChunk chunk)
{
    private readonly NpgsqlConnection _connection = transaction.Connection!;

    /// <summary>Takes the writer's turn, makes sure that the streams are new, and copies everything.</summary>
    /// <param name="attempt">Names the attempt in the ledger of groups.</param>
    /// <param name="now">When the ledger says it was made.</param>
    /// <param name="cancellation">Gives up; the transaction is rolled back with its connection.</param>
    /// <returns>The position of the last event; null, and nothing is written, when one of the streams exists.</returns>
    internal async Task<(StreamId? Existing, long LastPosition)> CopyAsync(
        Guid attempt, DateTime now, CancellationToken cancellation)
    {
        var (existing, positions) = await PrepareAsync(cancellation);
        if (existing is not null)
        {
            return (existing, 0);
        }

        var copy = new BulkCopy(_connection, cancellation);
        await copy.StreamsAsync(chunk);
        await copy.EventsAsync(chunk, positions);
        foreach (var sets in chunk.RowSets)
        {
            await copy.RowsAsync(sets);
        }

        await SignAsync(attempt, positions[^1], now, cancellation);
        return (null, positions[^1]);
    }

    private async Task<(StreamId? Existing, long[] Positions)> PrepareAsync(CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(_connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("writer_lock")));
        var find = new NpgsqlBatchCommand(SqlText.Get("find_existing_stream"));
        find.Parameters.Add(Parameters.Array(
            NpgsqlDbType.Text, chunk.Streams.Select(stream => stream.Stream.TenantId).ToArray()));
        find.Parameters.Add(Parameters.Array(
            NpgsqlDbType.Uuid, chunk.Streams.Select(stream => stream.Stream.Value).ToArray()));
        batch.BatchCommands.Add(find);
        var reserve = new NpgsqlBatchCommand(SqlText.Get("reserve_positions"));
        reserve.Parameters.Add(Parameters.Of(chunk.Events, NpgsqlDbType.Integer));
        batch.BatchCommands.Add(reserve);

        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.NextResultAsync(cancellation);
        StreamId? existing = await row.ReadAsync(cancellation) ? new StreamId(row.GetString(0), row.GetGuid(1)) : null;
        await row.NextResultAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (existing, row.GetFieldValue<long[]>(0));
    }

    private async Task SignAsync(Guid attempt, long lastPosition, DateTime now, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(_connection, transaction);
        var sign = new NpgsqlBatchCommand(SqlText.Get("sign_chunk"));
        sign.Parameters.Add(Parameters.Of(attempt, NpgsqlDbType.Uuid));
        sign.Parameters.Add(Parameters.Of(lastPosition, NpgsqlDbType.Bigint));
        sign.Parameters.Add(Parameters.Of(now, NpgsqlDbType.TimestampTz));
        batch.BatchCommands.Add(sign);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("notify")));
        await batch.ExecuteNonQueryAsync(cancellation);
    }
}
