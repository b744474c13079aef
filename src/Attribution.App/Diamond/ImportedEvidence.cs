using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Diamond;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Diamond;

/// <summary>What one imported object says of another, met on the way from a campaign.</summary>
/// <param name="Campaign">The campaign, by STIX id.</param>
/// <param name="Near">The node at which it was met.</param>
/// <param name="Source">Where it begins.</param>
/// <param name="Type">How its producer calls its type.</param>
/// <param name="Target">Where it ends.</param>
/// <param name="Confidence">0 to 100; null when nobody graded it.</param>
/// <param name="First">Since when it has been so; when it was stated, where nobody says.</param>
/// <param name="Last">Until when.</param>
internal sealed record ImportedStatement(
    string Campaign,
    string Near,
    GraphNode Source,
    string Type,
    GraphNode Target,
    int? Confidence,
    Instant First,
    Instant Last)
{
    internal GraphNode Other => Source.Id == Near ? Target : Source;
}

/// <summary>
/// What imported objects say around campaigns, as far as the diamonds of these are walked; one statement a step,
/// however many campaigns there are.
/// </summary>
internal sealed class ImportedEvidence(CallerReads reads)
{
    private const int StatementsMax = 20_000;

    /// <summary>The statements, by the STIX id of the campaign.</summary>
    internal async Task<ILookup<string, ImportedStatement>> OfCampaignsAsync(
        Principal caller, IEnumerable<Guid> campaigns, CancellationToken cancellation)
    {
        var found = new List<ImportedStatement>();
        var visited = campaigns.Select(id => StixId.For("campaign", id))
            .Select(id => (Campaign: id, Node: id)).ToHashSet();
        (string Campaign, string Node)[] waiting = [.. visited];
        for (var step = 0; step < DiamondAnalysis.DepthMax && waiting.Length > 0; step++)
        {
            var met = await reads.ListAsync(
                caller, "list_imported_evidence", own => Add(own, waiting), Read, cancellation);
            found.AddRange(met);
            waiting =
            [
                .. met.Where(statement => DiamondAnalysis.GoesOnFrom(statement.Other))
                    .Select(statement => (statement.Campaign, statement.Other.Id)).Where(visited.Add),
            ];
        }

        return found.ToLookup(statement => statement.Campaign, StringComparer.Ordinal);
    }

    private static void Add(NpgsqlParameterCollection parameters, (string Campaign, string Node)[] waiting)
    {
        const NpgsqlDbType Ids = NpgsqlDbType.Array | NpgsqlDbType.Varchar;
        parameters.AddOptional(Array.ConvertAll(waiting, one => one.Campaign), Ids);
        parameters.AddOptional(Array.ConvertAll(waiting, one => one.Node), Ids);
        parameters.Add(new NpgsqlParameter<int> { TypedValue = StatementsMax });
    }

    private static ImportedStatement Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        Node(row.GetString(2), row.TextOrNull(3)),
        row.GetString(4),
        Node(row.GetString(5), row.TextOrNull(6)),
        row.IsDBNull(7) ? null : row.GetInt32(7),
        row.Time(8),
        row.Time(9));

    /// <summary>Techniques are nodes by their ATT&amp;CK id, all else by a STIX id.</summary>
    private static GraphNode Node(string id, string? name) =>
        new(id, StixId.TryParse(id, out var type, out _) ? type : "attack-pattern", name);
}
