using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Says that these indicators belong to the campaign.</summary>
/// <param name="Indicators">STIX ids; a bare UUID counts as <c>indicator--UUID</c>.</param>
public sealed record LinkIndicators(ImmutableArray<string> Indicators, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        IndicatorIds.Problem(Indicators) is { } problem ? problem
        : IndicatorIds.Normalise(Indicators).NewTo(open.Links.Indicators) is not { IsEmpty: false } added
            ? Decision.Unchanged
        : new CampaignEvent.IndicatorsLinked(added, By, At));
}
