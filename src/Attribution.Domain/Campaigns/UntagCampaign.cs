using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Takes tags off the campaign.</summary>
public sealed record UntagCampaign(ImmutableArray<string> Tags, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        TagNames.Problem(Tags) is { } problem ? problem
        : TagNames.Normalise(Tags).KnownTo(open.Links.Tags) is not { IsEmpty: false } removed ? Decision.Unchanged
        : new CampaignEvent.Untagged(removed, By, At));
}
