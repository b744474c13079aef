using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Takes an investigation off the campaign.</summary>
public sealed record UnlinkInvestigation(Guid Investigation, string? Reason, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        !open.Links.Investigations.Contains(Investigation) ? Decision.Unchanged
        : Check.OptionalReason(Reason) is { } problem ? problem
        : new CampaignEvent.InvestigationUnlinked(Investigation, Reason, By, At));
}
