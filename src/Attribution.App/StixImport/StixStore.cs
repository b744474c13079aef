using System.Collections.Immutable;
using System.Text;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Stix;
using Npgsql;
using NpgsqlTypes;
using StixId = Attribution.Stix.StixId;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixImport;

/// <summary>Reads the objects that an organisation holds, always many at once.</summary>
/// <param name="reads">What the caller may see.</param>
/// <param name="lookups">What an import must know beyond it, and never shows.</param>
internal sealed class StixStore(CallerReads reads, NpgsqlDataSource lookups)
{
    /// <summary>The latest version of each object.</summary>
    internal async Task<Dictionary<string, KnownVersion>> FindVersionsAsync(
        Principal caller, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        await using var command = lookups.CreateCommand(SqlText.Get("find_stix_versions"));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Tenant.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = caller.Organisation.Value });
        Add(command.Parameters, ids);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var found = await row.ListAsync(
            version => (Id: version.GetString(0), Known: new KnownVersion(ReadVersion(version), Parse(version, 6))),
            cancellation);
        return found.ToDictionary(version => version.Id, version => version.Known, StringComparer.Ordinal);
    }

    /// <summary>What relationships have to know of their ends, as far as the caller may see them.</summary>
    internal async Task<Dictionary<StixId, RelationshipEnd>> FindEndsAsync(
        Principal caller, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var found = await reads.ListAsync(
            caller,
            "find_stix_ends",
            parameters => Add(parameters, ids),
            row => (Id: StixId.Parse(row.GetString(0)), End: new RelationshipEnd(
                row.TextOrNull(1), row.TextOrNull(2), Label(row, 3), Parse(row, 4))),
            cancellation);
        return found.ToDictionary(end => end.Id, end => end.End);
    }

    /// <summary>The relationships that wait for one of these objects.</summary>
    internal async Task<List<WaitingRelationship>> FindWaitingAsync(
        Principal caller, IReadOnlyCollection<string> arrived, CancellationToken cancellation) =>
        arrived.Count == 0 ? [] : await reads.ListAsync(
            caller,
            "find_waiting_relationships",
            parameters => Add(parameters, arrived),
            row => new WaitingRelationship(
                Parse(row, 1)!,
                Label(row, 2),
                Handling.OwnedBy(caller.Organisation, (Tlp)row.GetInt32(3)),
                [.. row.GetFieldValue<string[]>(4).Select(StixId.Parse)]),
            cancellation);

    private static void Add(NpgsqlParameterCollection parameters, IReadOnlyCollection<string> ids) => parameters.Add(
        new NpgsqlParameter<string[]>
        {
            TypedValue = [.. ids],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar,
        });

    private static StixVersion ReadVersion(NpgsqlDataReader row) => new(
        row.TextOrNull(2) is null ? null : row.Time(1),
        row.TextOrNull(3) is { } producer ? StixId.Parse(producer) : null,
        row.GetBoolean(4),
        row.GetString(5));

    private static StixObject? Parse(NpgsqlDataReader row, int column) =>
        row.TextOrNull(column) is { } raw ? StixObject.Parse(Encoding.UTF8.GetBytes(raw)) : null;

    private static Tlp? Label(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : (Tlp)row.GetInt32(column);
}

/// <summary>A relationship of an earlier import whose missing end has come.</summary>
/// <param name="Content">The relationship.</param>
/// <param name="StatedLabel">The label its own markings state.</param>
/// <param name="Handling">Who may see it.</param>
/// <param name="WaitsFor">All it waits for.</param>
internal sealed record WaitingRelationship(
    StixObject Content, Tlp? StatedLabel, Handling Handling, ImmutableArray<StixId> WaitsFor);
