using System.Collections.Immutable;
using Attribution.EventStore.Reading;
using NodaTime;
using Npgsql;

namespace Attribution.EventStore;

/// <summary>One event as the store keeps it.</summary>
/// <param name="Position">Its place in the whole log (<c>seq_id</c>): grows with commit order, with gaps; 0 while it is
/// not stored yet.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Version">Its place in that stream, from 1, without gaps.</param>
/// <param name="Id">The event's own UUID.</param>
/// <param name="Type">Its name in storage.</param>
/// <param name="Json">The payload as UTF-8 JSON.</param>
/// <param name="RecordedAt">When it was recorded.</param>
public sealed record RecordedEvent(
    long Position, StreamId Stream, long Version, Guid Id, string Type, byte[] Json, Instant RecordedAt)
{
    /// <summary>What larger piece of work this belongs to.</summary>
    public string? CorrelationId { get => Read(field); init; }

    /// <summary>The message or event that caused it.</summary>
    public string? CausationId { get => Read(field); init; }

    /// <summary>Whether its stream has been archived.</summary>
    public bool IsArchived { get; init; }

    /// <summary>All headers by name, those that have a property of their own included.</summary>
    public ImmutableSortedDictionary<string, string> Headers => field ??= EventHeaders.Read(Read(HeadersJson));

    /// <summary>The headers as they are stored; read only when somebody asks for one.</summary>
    internal byte[]? HeadersJson { get; init; }

    /// <summary>Who did it, as the caller's token named them.</summary>
    public string? UserId => Headers.GetValueOrDefault(EventHeaders.User);

    /// <summary>Why, when a reason was given.</summary>
    public string? Reason => Headers.GetValueOrDefault(EventHeaders.Reason);

    /// <summary>Reads a row of a statement that is not the log's own, because it also says who may see the
    /// event.</summary>
    /// <param name="row">A row with the columns of <c>mt_events</c> in this order: seq_id, version, id, type, data,
    /// timestamp, correlation_id, causation_id, headers, is_archived, tenant_id, stream_id.</param>
    /// <param name="bare">Whether the statement left out headers, correlation and causation; then nobody may look at
    /// them.</param>
    public static RecordedEvent Read(NpgsqlDataReader row, bool bare = false) =>
        EventRow.Read(row, new StreamId(row.GetString(EventRow.TenantId), row.GetGuid(EventRow.StreamId)), bare);

    /// <summary>Which event it is; nothing of what it says.</summary>
    public override string ToString() => $"{Type}, version {Version} of {Stream} (position {Position})";

    /// <summary>Whether headers, correlation and causation were left in the database, for a projection that said it
    /// does not look at them: then looking is a mistake in the program, wherever the projection is used.</summary>
    internal bool IsBare { get; init; }

    private T Read<T>(T value) => IsBare
        ? throw new InvalidOperationException(
            "This projection was declared not to look at headers, correlation or causation. Declare that it does.")
        : value;
}
