using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Loading;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>Where a cluster stands before it gets a place.</summary>
/// <param name="Holder">The campaign of the tenant that holds it, whether or not its sender may see it; what the sender
/// is told of it is decided by those who ask. Null when none does.</param>
/// <param name="Candidates">Open campaigns that it may belong to, among those its sender may see; none when a campaign
/// holds it.</param>
/// <param name="Unheld">Those of its indicators that no campaign of the tenant holds; none when a campaign holds the
/// cluster.</param>
internal sealed record ClusterStanding(
    Guid? Holder, ImmutableArray<MatchCandidate> Candidates, ImmutableArray<Guid> Unheld);

/// <summary>
/// Finds out where clusters stand; those that arrive at the same time are looked up together. It looks at what is
/// stored at that moment: those that may belong together come one after the other within a process (<see
/// cref="ClusterKin"/>), and a campaign is opened only while nobody has what was found unheld.
/// </summary>
internal sealed class ClusterStandings
{
    // A member that thousands of campaigns share says nothing; those that share most members come first.
    private const int CandidatesMax = 100;

    // As many as a statement answers in a few milliseconds.
    private const int GroupMax = 64;

    private readonly Lookups _lookups;
    private readonly GroupedReads<Question, ClusterStanding> _questions;

    internal ClusterStandings(Lookups lookups)
    {
        _lookups = lookups;
        _questions = new(GroupMax, (one, other) => VisiblePredicate.IsSameFor(one.Caller, other.Caller), FindAsync);
    }

    /// <param name="caller">Who sends it.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="label">The label a campaign of its own would have.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal Task<ClusterStanding> FindAsync(
        Principal caller, Cluster cluster, Tlp label, CancellationToken cancellation) =>
        _questions.AskAsync(
            new Question(
                caller,
                cluster.IdOrNull is { } id ? CampaignAggregate.ClusterKey(id) : null,
                string.IsNullOrWhiteSpace(cluster.SuggestedCampaign)
                    ? null
                    : cluster.SuggestedCampaign.Trim().ToLowerInvariant(),
                label,
                [.. cluster.Indicators.Select(CampaignIndicators.Key).OfType<Guid>()]),
            cancellation);

    private async Task<IReadOnlyList<ClusterStanding>> FindAsync(IReadOnlyList<Question> questions)
    {
        var rows = await _lookups.ListAsync(
            questions[0].Caller,
            "find_cluster_standings",
            parameters => Add(parameters, questions),
            Read,
            CancellationToken.None);
        var found = rows.ToLookup(row => row.Place);
        return [.. questions.Select((_, at) => Standing(found[at + 1]))];
    }

    private static ClusterStanding Standing(IEnumerable<Row> rows) => new(
        rows.First().Holder,
        [.. rows.Select(row => row.Candidate).OfType<MatchCandidate>()],
        rows.First().Unheld);

    private static void Add(NpgsqlParameterCollection parameters, IReadOnlyList<Question> questions)
    {
        var members = questions
            .SelectMany((question, at) => question.Indicators.Select(indicator => (Place: at + 1, Key: indicator)))
            .ToArray();
        parameters.Add(new NpgsqlParameter<Guid?[]>
        {
            TypedValue = [.. questions.Select(question => question.ClusterKey)],
        });
        parameters.Add(new NpgsqlParameter<string?[]>
        {
            TypedValue = [.. questions.Select(question => question.Suggested)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });
        parameters.Add(new NpgsqlParameter<int[]>
        {
            TypedValue = [.. questions.Select(question => (int)question.Label)],
        });
        parameters.Add(new NpgsqlParameter<int[]> { TypedValue = Array.ConvertAll(members, member => member.Place) });
        parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = Array.ConvertAll(members, member => member.Key) });
        parameters.Add(new NpgsqlParameter<int> { TypedValue = CandidatesMax });
    }

    private static Row Read(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        row.IsDBNull(1) ? null : row.GetGuid(1),
        row.IsDBNull(2) ? [] : [.. row.GetFieldValue<Guid[]>(2)],
        row.IsDBNull(3) ? null : new MatchCandidate(
            row.GetGuid(3),
            Spelling.Read<CampaignStatus>(row.GetString(4)),
            [.. row.GetFieldValue<string[]>(5)],
            row.GetInt32(6),
            row.GetInt32(7)));

    private sealed record Question(
        Principal Caller, Guid? ClusterKey, string? Suggested, Tlp Label, ImmutableArray<Guid> Indicators);

    private readonly record struct Row(
        int Place, Guid? Holder, ImmutableArray<Guid> Unheld, MatchCandidate? Candidate);
}
