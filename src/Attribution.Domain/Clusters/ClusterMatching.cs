using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Clusters;

/// <summary>A campaign that a cluster may belong to, as the caller counted it.</summary>
/// <param name="Names">Its name and aliases.</param>
/// <param name="SharedIndicators">How many of the cluster's indicators it has.</param>
/// <param name="Indicators">How many it has altogether.</param>
public sealed record MatchCandidate(
    Guid Campaign,
    CampaignStatus Status,
    ImmutableArray<string> Names,
    int SharedIndicators,
    int Indicators);

/// <summary>When members overlap enough, and what happens then.</summary>
/// <param name="ShareMin">Part of the cluster's indicators the campaign must have, 0 to 1.</param>
/// <param name="JaccardMin">Shared indicators of all, 0 to 1.</param>
/// <param name="MergesAlone">False: an analyst is asked first.</param>
public sealed record MatchPolicy(double ShareMin = 0.5, double JaccardMin = 0.3, bool MergesAlone = false);

/// <summary>How well a cluster fits a campaign.</summary>
public sealed record ClusterMatch(Guid Campaign, double Share, double Jaccard, bool IsNamed);

/// <summary>What becomes of a cluster.</summary>
public abstract record MatchOutcome
{
    private MatchOutcome()
    {
    }

    /// <summary>It belongs to no campaign there is: promote it.</summary>
    public sealed record New : MatchOutcome;

    public sealed record Merge(ClusterMatch Match) : MatchOutcome;

    public sealed record Propose(ClusterMatch Match) : MatchOutcome;
}

/// <summary>Finds the open campaign that a cluster belongs to.</summary>
public static class ClusterMatching
{
    /// <param name="cluster">The cluster.</param>
    /// <param name="candidates">Campaigns that share an indicator or carry the suggested name.</param>
    /// <param name="policy">The thresholds.</param>
    /// <param name="decidedDistinct">Campaigns that an analyst has said this cluster does not belong to.</param>
    public static MatchOutcome Of(
        Cluster cluster,
        IEnumerable<MatchCandidate> candidates,
        MatchPolicy policy,
        IReadOnlySet<Guid> decidedDistinct)
    {
        var best = candidates
            .Where(candidate => candidate.Status is not CampaignStatus.Concluded)
            .Where(candidate => !decidedDistinct.Contains(candidate.Campaign))
            .Select(candidate => Measure(cluster, candidate))
            .Where(match => match.IsNamed || IsEnough(match, policy))
            .OrderByDescending(match => match.Jaccard)
            .ThenByDescending(match => match.IsNamed)
            .ThenBy(match => match.Campaign)
            .FirstOrDefault();
        return best is null ? new MatchOutcome.New()
            : policy.MergesAlone ? new MatchOutcome.Merge(best)
            : new MatchOutcome.Propose(best);
    }

    private static bool IsEnough(ClusterMatch match, MatchPolicy policy) =>
        match.Jaccard > 0 && match.Share >= policy.ShareMin && match.Jaccard >= policy.JaccardMin;

    private static ClusterMatch Measure(Cluster cluster, MatchCandidate candidate)
    {
        var (members, shared) = (cluster.Indicators.Length, candidate.SharedIndicators);
        var all = members + candidate.Indicators - shared;
        return new ClusterMatch(
            candidate.Campaign,
            members == 0 ? 0 : (double)shared / members,
            all == 0 ? 0 : (double)shared / all,
            IsNamed(cluster, candidate));
    }

    private static bool IsNamed(Cluster cluster, MatchCandidate candidate) =>
        !Blank.Is(cluster.SuggestedCampaign)
        && candidate.Names.OrEmpty().Contains(cluster.SuggestedCampaign.Trim(), StringComparer.OrdinalIgnoreCase);
}
