using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>
/// Takes a cluster off the campaign; the indicators it brought stay until they are unlinked themselves.
/// </summary>
public sealed record UnlinkCluster(string ClusterId, string? Reason, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        ClusterId is null || !open.Links.Clusters.Contains(ClusterId) ? Decision.Unchanged
        : Check.OptionalReason(Reason) is { } problem ? problem
        : new CampaignEvent.ClusterUnlinked(ClusterId, Reason, By, At));
}
