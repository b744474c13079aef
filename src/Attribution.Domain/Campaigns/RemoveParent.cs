using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Lets a campaign stand on its own again.</summary>
/// <param name="Seen">The parent as the caller sees it. One that is hidden from the caller is as none, and stays: that
/// it was taken away would tell that it was there.</param>
public sealed record RemoveParent(Guid? Seen, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) =>
        state.IfOpen(open => open.Parent is { } parent && parent == Seen
            ? new CampaignEvent.ParentRemoved(parent, By, At)
            : Decision.Unchanged);
}
