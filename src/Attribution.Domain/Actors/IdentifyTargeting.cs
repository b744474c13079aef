using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Actors;

/// <summary>Says whom the actor is after, across its campaigns.</summary>
public sealed record IdentifyTargeting(ImmutableArray<Target> Targets, Author By, Instant At)
    : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
    {
        var targets = Target.Normalise(Targets);
        return Target.Problem(targets) is { } problem ? problem
            : targets.NewTo(known.Targets) is not { IsEmpty: false } added ? Decision.Unchanged
            : new ActorEvent.TargetingIdentified(added, By, At);
    });
}
