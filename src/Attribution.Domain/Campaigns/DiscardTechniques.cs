using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Says that the campaign was not seen using these techniques after all.</summary>
public sealed record DiscardTechniques(ImmutableArray<string> Techniques, string? Reason, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        (TechniqueIds.Problem(Techniques, mustBeWellFormed: false) ?? Check.OptionalReason(Reason)) is { } problem
            ? problem
        : TechniqueIds.Normalise(Techniques).KnownTo(open.Links.Techniques) is not { IsEmpty: false } removed
            ? Decision.Unchanged
        : new CampaignEvent.TechniquesDiscarded(removed, Reason, By, At));
}
