using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Lets a campaign stand on its own again.</summary>
public sealed record RemoveParent(Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) =>
        state.IfOpen(open => open.Parent is { } parent
            ? new CampaignEvent.ParentRemoved(parent, By, At)
            : Decision.Unchanged);
}
