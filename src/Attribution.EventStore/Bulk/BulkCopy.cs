using Attribution.EventStore.Rows;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.EventStore.Bulk;

/// <summary>Writes a chunk's rows by binary COPY.</summary>
internal sealed class BulkCopy(NpgsqlConnection connection, CancellationToken cancellation)
{
    // Imported history names the same people again and again: events that share their metadata share the JSON of it.
    private EventMetadata? _lastMetadata;
    private byte[]? _lastHeaders;

    internal async Task StreamsAsync(BulkChunk chunk)
    {
        await using var copy = await connection.BeginBinaryImportAsync(SqlText.Get("copy_streams"), cancellation);
        foreach (var stream in chunk.Streams)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(stream.Stream.TenantId, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(stream.Stream.Value, NpgsqlDbType.Uuid, cancellation);
            await copy.WriteAsync(stream.StreamType, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync((long)stream.Events.Length, NpgsqlDbType.Bigint, cancellation);
            await WriteTimeAsync(copy, stream.Events[^1].Metadata);
            await WriteTimeAsync(copy, stream.Events[0].Metadata);
        }

        await copy.CompleteAsync(cancellation);
    }

    /// <param name="chunk">The chunk.</param>
    /// <param name="positions">A position for each of its events, in order.</param>
    internal async Task EventsAsync(BulkChunk chunk, long[] positions)
    {
        await using var copy = await connection.BeginBinaryImportAsync(SqlText.Get("copy_events"), cancellation);
        var next = 0;
        foreach (var stream in chunk.Streams)
        {
            for (var at = 0; at < stream.Events.Length; at++)
            {
                await WriteEventAsync(copy, positions[next++], stream, at);
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    /// <param name="sets">Row sets of one table with the same columns.</param>
    internal async Task RowsAsync(IEnumerable<RowSet> sets)
    {
        NpgsqlBinaryImporter? copy = null;
        try
        {
            foreach (var set in sets)
            {
                copy ??= await connection.BeginBinaryImportAsync(CopySql(set), cancellation);
                for (var row = 0; row < set.Count; row++)
                {
                    await copy.StartRowAsync(cancellation);
                    foreach (var column in set.Columns)
                    {
                        await column.WriteAsync(copy, row, cancellation);
                    }
                }
            }

            await copy!.CompleteAsync(cancellation);
        }
        finally
        {
            if (copy is not null)
            {
                await copy.DisposeAsync();
            }
        }
    }

    /// <summary>The names come from <see cref="RowTable"/> and <see cref="Column"/>, which let only identifiers
    /// pass.</summary>
    private static string CopySql(RowSet set) =>
        $"copy {set.Table.QualifiedName} ({string.Join(", ", set.Columns.Select(column => column.Name))}) "
        + "from stdin (format binary)";

    private async Task WriteEventAsync(NpgsqlBinaryImporter copy, long position, NewStream stream, int at)
    {
        var (data, metadata) = stream.Events[at];
        await copy.StartRowAsync(cancellation);
        await copy.WriteAsync(position, NpgsqlDbType.Bigint, cancellation);
        await copy.WriteAsync(data.Id, NpgsqlDbType.Uuid, cancellation);
        await copy.WriteAsync(stream.Stream.Value, NpgsqlDbType.Uuid, cancellation);
        await copy.WriteAsync(at + 1L, NpgsqlDbType.Bigint, cancellation);
        await copy.WriteAsync(data.Json, NpgsqlDbType.Jsonb, cancellation);
        await copy.WriteAsync(data.Type, NpgsqlDbType.Text, cancellation);
        await WriteTimeAsync(copy, metadata);
        await copy.WriteAsync(stream.Stream.TenantId, NpgsqlDbType.Text, cancellation);
        await WriteOptionalAsync(copy, data.DotNetType, NpgsqlDbType.Text);
        await WriteOptionalAsync(copy, metadata.CorrelationId, NpgsqlDbType.Text);
        await WriteOptionalAsync(copy, metadata.CausationId, NpgsqlDbType.Text);
        await WriteOptionalAsync(copy, HeadersOf(metadata), NpgsqlDbType.Jsonb);
    }

    private byte[]? HeadersOf(EventMetadata metadata)
    {
        if (!ReferenceEquals(metadata, _lastMetadata))
        {
            (_lastMetadata, _lastHeaders) = (metadata, EventHeaders.Write(metadata));
        }

        return _lastHeaders;
    }

    private Task WriteTimeAsync(NpgsqlBinaryImporter copy, EventMetadata metadata) =>
        copy.WriteAsync(Microseconds.ToDateTime(metadata.RecordedAt), NpgsqlDbType.TimestampTz, cancellation);

    private Task WriteOptionalAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type)
        where T : class =>
        value is null ? copy.WriteNullAsync(cancellation) : copy.WriteAsync(value, type, cancellation);
}
