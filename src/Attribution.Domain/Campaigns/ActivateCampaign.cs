using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Says that the campaign is running: a suspicion that proved right, or a dormant one that woke.</summary>
public sealed record ActivateCampaign(string Reason, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open => open.Phase switch
    {
        CampaignStatus.Active => Decision.Unchanged,
        _ when Check.Reason(Reason) is { } problem => problem,
        CampaignStatus.Dormant => new CampaignEvent.Reactivated(Reason, By, At),
        _ => new CampaignEvent.Activated(Reason, By, At),
    });
}
