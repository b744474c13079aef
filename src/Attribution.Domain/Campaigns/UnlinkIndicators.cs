using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Says that these indicators do not belong to the campaign after all.</summary>
public sealed record UnlinkIndicators(ImmutableArray<string> Indicators, string? Reason, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        (IndicatorIds.Problem(Indicators) ?? Check.OptionalReason(Reason)) is { } problem ? problem
        : IndicatorIds.Normalise(Indicators).KnownTo(open.Links.Indicators) is not { IsEmpty: false } removed
            ? Decision.Unchanged
        : new CampaignEvent.IndicatorsUnlinked(removed, Reason, By, At));
}
