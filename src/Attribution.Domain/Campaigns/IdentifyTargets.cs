using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Says whom the campaign is aimed at.</summary>
public sealed record IdentifyTargets(ImmutableArray<Target> Targets, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
    {
        var targets = Target.Normalise(Targets);
        return Target.Problem(targets) is { } problem ? problem
            : targets.NewTo(open.Links.Targets) is not { IsEmpty: false } added ? Decision.Unchanged
            : new CampaignEvent.TargetsIdentified(added, By, At);
    });
}
