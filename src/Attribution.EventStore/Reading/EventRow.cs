using Npgsql;

namespace Attribution.EventStore.Reading;

/// <summary>Reads the ten columns that <c>read_stream.sql</c> and <c>read_all.sql</c> share.</summary>
internal static class EventRow
{
    internal const int Json = 4;
    internal const int TenantId = 10;
    internal const int StreamId = 11;

    /// <summary>Reads a row of <c>read_page.sql</c> or <c>read_streams.sql</c>, which leave out what is not applied:
    /// then only its place and its type are read.</summary>
    /// <param name="row">The row.</param>
    /// <param name="bare">Whether headers, correlation and causation were left out too.</param>
    internal static RecordedEvent ReadForProjection(NpgsqlDataReader row, bool bare)
    {
        var stream = new StreamId(row.GetString(TenantId), row.GetGuid(StreamId));
        return (row.IsDBNull(Json), bare) switch
        {
            (true, _) => new(row.GetInt64(0), stream, row.GetInt64(1), Guid.Empty, row.GetString(3), [], default),
            (false, true) => ReadBare(row, stream),
            _ => Read(row, stream),
        };
    }

    /// <summary>Reads an event of a known stream.</summary>
    /// <param name="row">The row.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="bare">Whether headers, correlation and causation were left out.</param>
    internal static RecordedEvent Read(NpgsqlDataReader row, StreamId stream, bool bare) =>
        bare ? ReadBare(row, stream) : Read(row, stream);

    internal static RecordedEvent Read(NpgsqlDataReader row, StreamId stream) => new(
        Position: row.GetInt64(0),
        Stream: stream,
        Version: row.GetInt64(1),
        Id: row.GetGuid(2),
        Type: row.GetString(3),
        Json: row.GetFieldValue<byte[]>(EventRow.Json),
        RecordedAt: Microseconds.ToInstant(row.GetDateTime(5)))
    {
        CorrelationId = row.IsDBNull(6) ? null : row.GetString(6),
        CausationId = row.IsDBNull(7) ? null : row.GetString(7),
        HeadersJson = row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8),
        IsArchived = row.GetBoolean(9),
    };

    private static RecordedEvent ReadBare(NpgsqlDataReader row, StreamId stream) => new(
        Position: row.GetInt64(0),
        Stream: stream,
        Version: row.GetInt64(1),
        Id: row.GetGuid(2),
        Type: row.GetString(3),
        Json: row.GetFieldValue<byte[]>(Json),
        RecordedAt: Microseconds.ToInstant(row.GetDateTime(5)))
    {
        IsArchived = row.GetBoolean(9),
        IsBare = true,
    };
}
