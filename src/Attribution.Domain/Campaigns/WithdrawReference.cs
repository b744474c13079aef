using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Takes a cited source off the campaign.</summary>
public sealed record WithdrawReference(string Url, string? Reason, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        Url is null || !open.Links.References.Contains(Url) ? Decision.Unchanged
        : Check.OptionalReason(Reason) is { } problem ? problem
        : new CampaignEvent.ReferenceWithdrawn(Url, Reason, By, At));
}
