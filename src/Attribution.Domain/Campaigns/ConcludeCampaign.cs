using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Closes a campaign for good: it is over, or it was a false alarm. The reason says which.</summary>
public sealed record ConcludeCampaign(string Reason, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state is Campaign.Concluded
        ? Decision.Unchanged
        : state.IfOpen(_ => Check.Reason(Reason) is { } problem
            ? problem
            : new CampaignEvent.Concluded(Reason, By, At));
}
