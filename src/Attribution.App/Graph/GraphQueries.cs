using Attribution.App.Access;
using Attribution.App.Access.Audit;
using Attribution.App.Campaigns;
using Attribution.App.Lists;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Graph;

/// <summary>A relationship at one of the nodes that were asked about.</summary>
/// <param name="At">The node.</param>
/// <param name="Relationship">The relationship.</param>
/// <param name="IsHub">The node has more than it may have, and this one stands for all.</param>
/// <param name="Tenant">Where it was stated.</param>
/// <param name="Campaign">The campaign that says so, or one of whose hypotheses does; null for an actor.</param>
/// <param name="Label">That campaign's label; null of an imported relationship.</param>
internal sealed record NodeRelationship(
    string At, Relationship Relationship, bool IsHub, TenantId Tenant, Guid? Campaign, Tlp? Label)
    : IAuditedRecord
{
    Guid IAuditedRecord.Id => Relationship.StatedIn;

    string IAuditedRecord.RecordType => "relationship";
}

/// <summary>How many relationships a node may have.</summary>
/// <param name="Most">So many.</param>
/// <param name="IsCut">A node with more is answered with the first of them; otherwise it is a hub.</param>
internal readonly record struct FanOut(int Most, bool IsCut);

/// <summary>Reads relationships as far as the caller may see them.</summary>
internal sealed class GraphQueries(CallerReads reads)
{
    /// <summary>The node that an id is: an imported technique, identity or location has another id in its bundle. An id
    /// that the caller may not see is a node of its own.</summary>
    internal async Task<string> NodeAsync(Principal caller, string id, CancellationToken cancellation) =>
        new GraphNode(id).HasAnotherIdInBundles
            ? (await reads.ListAsync(
                caller,
                "find_imported_node",
                parameters => parameters.Add(new NpgsqlParameter<string> { TypedValue = id }),
                row => row.GetString(0),
                cancellation)).SingleOrDefault(id)
            : id;

    /// <summary>The relationships at some nodes in one statement, those of the first node first.</summary>
    /// <param name="caller">For whom is read.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="steps">Which of them count.</param>
    /// <param name="known">Nodes that are not gone back to.</param>
    /// <param name="fanOut">How many a node may have, and what becomes of one with more.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<List<NodeRelationship>> AtAsync(
        Principal caller,
        IReadOnlyCollection<string> nodes,
        Steps steps,
        IEnumerable<string> known,
        FanOut fanOut,
        int limit,
        CancellationToken cancellation)
    {
        return await reads.ListAsync(
            caller,
            "find_relationships",
            parameters =>
            {
                parameters.Add(Texts([.. nodes]));
                parameters.Add(SqlValue.Parameter(fanOut.Most));
                parameters.Add(Flag(steps.Direction != RelationshipDirection.Incoming));
                parameters.Add(Flag(steps.Direction != RelationshipDirection.Outgoing));
                parameters.Add(Texts(steps.Types?.Select(type => type.Stored()).ToArray()));
                parameters.Add(Texts([.. known]));
                parameters.Add(SqlValue.Parameter(limit));
                parameters.Add(Flag(fanOut.IsCut));
                parameters.Add(Ids([.. nodes.Select(CampaignIndicators.Key)]));
                parameters.Add(Ids([.. nodes.Select(node => new GraphNode(node).Campaign)]));
            },
            Read,
            cancellation);
    }

    private static NodeRelationship Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        new Relationship(
            new GraphNode(row.GetString(1), row.TextOrNull(12)),
            RelationshipTypes.Read(row.GetString(2)),
            new GraphNode(row.GetString(3), row.TextOrNull(8)),
            row.GetGuid(4),
            row.IsDBNull(5) ? null : row.GetInt64(5),
            row.Time(6),
            row.IsDBNull(7) ? null : row.GetInt32(7),
            row.TextOrNull(13) is { } import ? ReadImport(row, import) : null),
        row.GetBoolean(9),
        new TenantId(row.GetString(10)),
        row.IsDBNull(11) ? null : row.GetGuid(11),
        row.IsDBNull(19) ? null : (Tlp)row.GetInt32(19));

    private static ImportedRelationship ReadImport(NpgsqlDataReader row, string id) => new(
        id, row.GetString(14), row.GetString(15), row.TextOrNull(16), row.TimeOrNull(17), row.TimeOrNull(18));

    private static NpgsqlParameter<bool> Flag(bool value) => new() { TypedValue = value };

    private static NpgsqlParameter<Guid?[]> Ids(Guid?[] values) => new() { TypedValue = values };

    private static NpgsqlParameter Texts(string[]? values) => new()
    {
        Value = values is null ? DBNull.Value : values,
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
    };
}
