using System.Collections.Immutable;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
using NodaTime;

namespace Attribution.App.Graph;

/// <summary>A relationship that an event states or takes back.</summary>
/// <param name="Source">The node it begins at.</param>
/// <param name="Type">How they are connected.</param>
/// <param name="Target">The node it ends at.</param>
/// <param name="OtherRecord">A campaign, investigation or profile of an actor at its other end, which has to be visible
/// as well.</param>
/// <param name="Confidence">0 to 100; null when nobody graded it.</param>
internal sealed record StatedEdge(
    string Source, RelationshipType Type, GraphNode Target, Guid? OtherRecord = null, int? Confidence = null);

/// <summary>The rows of relationships, as commits carry them.</summary>
internal static class EdgeRows
{
    internal static readonly RowTable Table =
        new("graph_edges", "tenant_id", "source", "type", "target", "stated_in");

    /// <summary>What an event takes back, and then what it states.</summary>
    /// <param name="stream">The event's stream, whose record's label holds for what it states.</param>
    /// <param name="stated">Relationships it states.</param>
    /// <param name="takenBack">Relationships it takes back.</param>
    /// <param name="version">Of the event.</param>
    /// <param name="at">When it was recorded.</param>
    internal static IEnumerable<RowSet> Of(
        StreamId stream,
        ImmutableArray<StatedEdge> stated,
        ImmutableArray<StatedEdge> takenBack,
        long version,
        Instant at)
    {
        if (takenBack.Length > 0)
        {
            yield return Delete(stream, takenBack);
        }

        if (stated.Length > 0)
        {
            yield return Upsert(stream, stream.Value, stated, version, at);
        }
    }

    /// <param name="stream">Whose event states them.</param>
    /// <param name="record">The record whose label holds for them.</param>
    /// <param name="edges">The relationships.</param>
    /// <param name="version">Of the event.</param>
    /// <param name="at">When it was recorded.</param>
    internal static RowSet Upsert(
        StreamId stream, Guid record, ImmutableArray<StatedEdge> edges, long version, Instant at) => new(
        Table,
        RowChange.Upsert,
        [
            .. Key(stream, edges),
            Column.BigInt("stated_version", Each(edges, _ => (long?)version)),
            Column.Timestamp("stated_at", Each(edges, _ => (Instant?)at)),
            Column.Uuid("record_id", Each(edges, _ => (Guid?)record)),
            Column.Uuid("other_record_id", Each(edges, edge => edge.OtherRecord)),
            Column.Integer("confidence", Each(edges, edge => edge.Confidence)),
            Column.Text("target_name", Each(edges, edge => edge.Target.Name)),
        ]);

    internal static RowSet Delete(StreamId stream, ImmutableArray<StatedEdge> edges) =>
        new(Table, RowChange.Delete, [.. Key(stream, edges)]);

    private static Column[] Key(StreamId stream, ImmutableArray<StatedEdge> edges) =>
    [
        Column.Text("tenant_id", Each(edges, _ => stream.TenantId)),
        Column.Text("source", Each(edges, edge => edge.Source)),
        Column.Text("type", Each(edges, edge => edge.Type.Stored())),
        Column.Text("target", Each(edges, edge => edge.Target.Id)),
        Column.Uuid("stated_in", Each(edges, _ => (Guid?)stream.Value)),
    ];

    private static T[] Each<T>(ImmutableArray<StatedEdge> edges, Func<StatedEdge, T> value) =>
        [.. edges.Select(value)];
}
