using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Says whom the campaign is not aimed at after all.</summary>
public sealed record DiscardTargets(ImmutableArray<Target> Targets, string? Reason, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
    {
        var targets = Target.Normalise(Targets);
        return (Target.Problem(targets) ?? Check.OptionalReason(Reason)) is { } problem ? problem
            : targets.KnownTo(open.Links.Targets) is not { IsEmpty: false } removed ? Decision.Unchanged
            : new CampaignEvent.TargetsDiscarded(removed, Reason, By, At);
    });
}
