using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.Campaigns.Promotion;

/// <summary>
/// Finds the campaign that a new cluster belongs to, among those its sender may see. It looks at what is stored at that
/// moment: of two clusters that overlap and arrive through two doors at once, neither may find the other.
/// </summary>
internal sealed class ClusterMatches(Lookups lookups, MatchPolicy policy)
{
    // A member that thousands of campaigns share says nothing; those that share most members come first.
    private const int CandidatesMax = 100;

    /// <param name="caller">Who sends it.</param>
    /// <param name="cluster">The cluster, which no campaign holds.</param>
    /// <param name="label">The label a campaign of its own would have.</param>
    /// <param name="distinct">Campaigns it does not belong to, beside those that are remembered.</param>
    /// <param name="cancellation">Ends the looking.</param>
    internal async Task<MatchOutcome> FindAsync(
        Principal caller, Cluster cluster, Tlp label, ImmutableHashSet<Guid> distinct, CancellationToken cancellation)
    {
        var indicators = cluster.Indicators;
        var suggested = string.IsNullOrWhiteSpace(cluster.SuggestedCampaign) ? null : cluster.SuggestedCampaign.Trim();
        if (indicators.IsEmpty && suggested is null)
        {
            return new MatchOutcome.New();
        }

        var candidates = await lookups.ListAsync(
            caller,
            "find_match_candidates",
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<Guid[]>
                {
                    TypedValue = [.. indicators.Select(CampaignIndicators.Key).OfType<Guid>()],
                });
                parameters.AddOptional(suggested?.ToLowerInvariant(), NpgsqlDbType.Text);
                parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)label });
                parameters.AddOptional(
                    cluster.IdOrNull is { } id ? CampaignAggregate.ClusterKey(id) : null, NpgsqlDbType.Uuid);
                parameters.Add(new NpgsqlParameter<int> { TypedValue = CandidatesMax });
            },
            Read,
            cancellation);
        var outcome = ClusterMatching.Of(cluster, candidates, policy, distinct);

        // Nobody could remember what was decided of a cluster without an id, so it stands on its own.
        return outcome is MatchOutcome.Propose && cluster.IdOrNull is null ? new MatchOutcome.New() : outcome;
    }

    private static MatchCandidate Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        Spelling.Read<CampaignStatus>(row.GetString(1)),
        [.. row.GetFieldValue<string[]>(2)],
        row.GetInt32(3),
        row.GetInt32(4));
}
