using Npgsql;
using NpgsqlTypes;

namespace Attribution.Benchmarks.EventStore;

/// <summary>The baseline of bulk loading: one binary COPY for each table, of rows that lie ready, in one
/// transaction.</summary>
internal static class PlainCopy
{
    private static readonly byte[] Headers = """{"user":"anna","reason":"import"}"""u8.ToArray();

    internal static async Task LoadAsync(NpgsqlConnection connection, BulkSample sample, long firstPosition)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await CopyStreamsAsync(connection, sample);
        await CopyEventsAsync(connection, sample, firstPosition);
        await transaction.CommitAsync();
    }

    private static async Task CopyStreamsAsync(NpgsqlConnection connection, BulkSample sample)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy attribution.mt_streams (tenant_id, id, type, version, timestamp, created) "
            + "from stdin (format binary)");
        foreach (var stream in sample.Streams)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(CampaignTable.Tenant, NpgsqlDbType.Text);
            await copy.WriteAsync(stream.Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync("campaign", NpgsqlDbType.Text);
            await copy.WriteAsync((long)stream.Events.Length, NpgsqlDbType.Bigint);
            await copy.WriteAsync(BulkSample.At, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(BulkSample.At, NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync();
    }

    private static async Task CopyEventsAsync(NpgsqlConnection connection, BulkSample sample, long position)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy attribution.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
                mt_dotnet_type,
                correlation_id, causation_id, headers) from stdin (format binary)
            """);
        foreach (var stream in sample.Streams)
        {
            for (var at = 0; at < stream.Events.Length; at++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(position++, NpgsqlDbType.Bigint);
                await copy.WriteAsync(stream.Events[at].Id, NpgsqlDbType.Uuid);
                await copy.WriteAsync(stream.Id, NpgsqlDbType.Uuid);
                await copy.WriteAsync(at + 1L, NpgsqlDbType.Bigint);
                await copy.WriteAsync(stream.Events[at].Json, NpgsqlDbType.Jsonb);
                await copy.WriteAsync("evidence_added", NpgsqlDbType.Text);
                await copy.WriteAsync(BulkSample.At, NpgsqlDbType.TimestampTz);
                await copy.WriteAsync(CampaignTable.Tenant, NpgsqlDbType.Text);
                await copy.WriteAsync("EvidenceAdded", NpgsqlDbType.Text);
                await copy.WriteAsync("correlation-1", NpgsqlDbType.Text);
                await copy.WriteAsync("message-7", NpgsqlDbType.Text);
                await copy.WriteAsync(Headers, NpgsqlDbType.Jsonb);
            }
        }

        await copy.CompleteAsync();
    }
}
