using Npgsql;

namespace Attribution.EventStore.Reading;

/// <summary>Reads the ten columns that <c>read_stream.sql</c> and <c>read_all.sql</c> share.</summary>
internal static class EventRow
{
    internal const int TenantId = 10;
    internal const int StreamId = 11;

    internal static RecordedEvent Read(NpgsqlDataReader row, StreamId stream) => new(
        Position: row.GetInt64(0),
        Stream: stream,
        Version: row.GetInt64(1),
        Id: row.GetGuid(2),
        Type: row.GetString(3),
        Json: row.GetFieldValue<byte[]>(4),
        RecordedAt: Microseconds.ToInstant(row.GetDateTime(5)))
    {
        CorrelationId = row.IsDBNull(6) ? null : row.GetString(6),
        CausationId = row.IsDBNull(7) ? null : row.GetString(7),
        HeadersJson = row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8),
        IsArchived = row.GetBoolean(9),
    };
}
