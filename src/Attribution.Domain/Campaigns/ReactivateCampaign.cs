using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Wakes a dormant campaign, and nothing else: a suspected one is activated.</summary>
public sealed record ReactivateCampaign(string Reason, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open => open.Phase switch
    {
        CampaignStatus.Active => Decision.Unchanged,
        CampaignStatus.Suspected => CampaignRejection.NotDormant,
        _ when Check.Reason(Reason) is { } problem => problem,
        _ => new CampaignEvent.Reactivated(Reason, By, At),
    });
}
