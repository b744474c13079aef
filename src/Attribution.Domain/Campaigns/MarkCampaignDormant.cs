using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Says that an active campaign has fallen silent.</summary>
public sealed record MarkCampaignDormant(string Reason, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open => open.Phase switch
    {
        CampaignStatus.Dormant => Decision.Unchanged,
        CampaignStatus.Suspected => CampaignRejection.NotYetActive,
        _ when Check.Reason(Reason) is { } problem => problem,
        _ => new CampaignEvent.WentDormant(Reason, By, At),
    });
}
