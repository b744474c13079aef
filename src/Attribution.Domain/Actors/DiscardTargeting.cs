using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Actors;

/// <summary>Says whom the actor is not after.</summary>
public sealed record DiscardTargeting(ImmutableArray<Target> Targets, string? Reason, Author By, Instant At)
    : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
    {
        var targets = Target.Normalise(Targets);
        return (Target.Problem(targets) ?? Check.OptionalReason(Reason)) is { } problem ? problem
            : targets.KnownTo(known.Targets) is not { IsEmpty: false } removed ? Decision.Unchanged
            : new ActorEvent.TargetingDiscarded(removed, Reason, By, At);
    });
}
