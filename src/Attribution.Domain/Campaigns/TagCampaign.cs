using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Puts tags on the campaign. Two tags that differ only in case are one.</summary>
public sealed record TagCampaign(ImmutableArray<string> Tags, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        TagNames.Problem(Tags) is { } problem ? problem
        : TagNames.Normalise(Tags).NewTo(open.Links.Tags) is not { IsEmpty: false } added ? Decision.Unchanged
        : new CampaignEvent.Tagged(added, By, At));
}
