using Attribution.App.StixImport;
using Attribution.EventStore.Rows;
using NodaTime;

namespace Attribution.App.Graph.Imported;

/// <summary>The rows of the graph that imported objects are: of each the latest version, whatever order they come
/// in.</summary>
internal static class ImportedGraph
{
    private static readonly RowTable Nodes = new("imported_nodes", "tenant_id", "owner", "id");
    private static readonly RowTable Edges = new("imported_edges", "tenant_id", "owner", "id");

    /// <summary>The rows of some objects; of several versions of one, of the latest.</summary>
    internal static IEnumerable<RowSet> Rows(IEnumerable<ImportedObject> objects)
    {
        ImportedObject[] latest =
        [
            .. objects.GroupBy(one => (one.Tenant, one.Handling.Owner, one.Id))
                .Select(versions => versions.MaxBy(one => one.Version)!),
        ];
        ImportedObject[] nodes = [.. latest.Where(one => one.Node is not null)];
        ImportedObject[] edges = [.. latest.Where(one => one.Ends is not null)];
        return new[] { OfNodes(nodes), OfEdges(edges) }.Where(set => set.Count > 0);
    }

    private static RowSet OfNodes(ImportedObject[] nodes) => new(
        Nodes,
        RowChange.Upsert,
        [
            .. Common(nodes),
            StixRows.Text(nodes, "node", one => one.Node),
            StixRows.Text(nodes, "name", one => Storable.Text(one.Content.Text("name"))),
            Column.Uuid("record_id", StixRows.Each(nodes, one => one.Campaign)),
        ]);

    private static RowSet OfEdges(ImportedObject[] edges) => new(
        Edges,
        RowChange.Upsert,
        [
            .. Common(edges),
            StixRows.Text(edges, "source_ref", one => one.Ends!.Value.Source.ToString()),
            StixRows.Text(edges, "target_ref", one => one.Ends!.Value.Target.ToString()),
            StixRows.Text(edges, "type", one => RelationshipTypes.Known(TypeName(one)).Stored()),
            StixRows.Text(edges, "type_name", TypeName),
            Column.Integer("confidence", StixRows.Each(edges, one => one.Content.Confidence)),
            StixRows.Text(edges, "producer", one => one.Content.CreatedBy?.ToString()),
            Column.Timestamp("start_time", StixRows.Each(edges, one => Time(one, "start_time"))),
            Column.Timestamp("stop_time", StixRows.Each(edges, one => Time(one, "stop_time"))),
        ]);

    private static Column[] Common(ImportedObject[] objects) =>
    [
        .. StixRows.Label(objects, one => one.Handling),
        StixRows.Text(objects, "tenant_id", one => one.Tenant.Value),
        StixRows.Text(objects, "id", one => one.Id),
        Column.Timestamp("version", StixRows.Each(objects, one => (Instant?)one.Version)),
        Column.Boolean("is_revoked", StixRows.Each(objects, one => (bool?)one.Content.IsRevoked)),
    ];

    private static string TypeName(ImportedObject one) =>
        Storable.Text(one.Content.Text("relationship_type")) ?? "";

    private static Instant? Time(ImportedObject one, string property) =>
        one.Content.Time(property) is { } time ? Storable.Time(time.Instant) : null;
}
