using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.Domain.Campaigns;

/// <summary>
/// Adds a cluster's indicators and techniques to an existing campaign. Status, attribution and confidence stay as
/// they are. A concluded campaign refuses whatever is new: it is resurfaced instead. A campaign with a wider label than
/// the one the cluster came with refuses it too, for its readers would see what was not meant for them.
/// </summary>
/// <param name="Unrecognised">Those of the cluster's techniques that no loaded ATT&amp;CK release knows.</param>
public sealed record MergeCluster(Cluster Cluster, ImmutableHashSet<string> Unrecognised, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state switch
    {
        Campaign.Open open => Merge(open),
        Campaign.Concluded concluded => Merge(concluded.Last) switch
        {
            { IsUnchanged: true } => Decision.Unchanged,
            { Rejection: { } malformed } => malformed,
            _ => CampaignRejection.Concluded,
        },
        _ => CampaignRejection.NotFound,
    };

    private Decision<CampaignEvent> Merge(Campaign.Open campaign)
    {
        if (Cluster.Problem(At) is { } problem)
        {
            return problem;
        }

        var indicators = Cluster.Indicators.NewTo(campaign.Links.Indicators);
        var techniques = Cluster.ObservedTechniques.NewTo(campaign.Links.Techniques);
        if (indicators.IsEmpty && techniques.IsEmpty && IsKnown(campaign) && !Widens(campaign))
        {
            return Decision.Unchanged;
        }

        return Cluster.Classification > campaign.Handling.Tlp
            ? CampaignRejection.ClusterTooNarrow
            : new CampaignEvent.ClusterMerged(
                Cluster.IdOrNull,
                indicators,
                techniques,
                [.. techniques.Where(Unrecognised.Contains)],
                Cluster.FirstSeen,
                Cluster.LastSeen,
                By,
                At);
    }

    private bool IsKnown(Campaign.Open campaign) =>
        Cluster.IdOrNull is not { } id || campaign.Links.Clusters.Contains(id);

    private bool Widens(Campaign.Open campaign) =>
        campaign.Profile.Seen(Cluster.FirstSeen, Cluster.LastSeen) != campaign.Profile;
}
