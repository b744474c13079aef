using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>Edits what analysts write about an actor; the fields it does not name stay as they are.</summary>
public sealed record ReviseActor(ActorChanges Changes, string? Reason, Author By, Instant At)
    : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
    {
        var after = Changes.ApplyTo(known.Profile);
        return after == known.Profile ? Decision.Unchanged
            : (after.Problem() ?? Check.OptionalReason(Reason)) is { } problem ? problem
            : new ActorEvent.ProfileRevised(ActorChanges.Between(known.Profile, after), Reason, By, At);
    });
}
