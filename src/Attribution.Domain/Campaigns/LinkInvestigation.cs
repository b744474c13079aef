using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Links an investigation, which the caller found and may see, to the campaign.</summary>
public sealed record LinkInvestigation(Guid Investigation, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        open.Links.Investigations.Contains(Investigation)
            ? Decision.Unchanged
            : new CampaignEvent.InvestigationLinked(Investigation, By, At));
}
