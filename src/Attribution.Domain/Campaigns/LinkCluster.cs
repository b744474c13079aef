using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.Domain.Campaigns;

/// <summary>Says that a cluster belongs to the campaign, without taking over its members.</summary>
public sealed record LinkCluster(string ClusterId, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        ClusterLimits.Id(ClusterId, "clusterId") is { } problem ? problem
        : open.Links.Clusters.Contains(ClusterId) ? Decision.Unchanged
        : new CampaignEvent.ClusterLinked(ClusterId, By, At));
}
