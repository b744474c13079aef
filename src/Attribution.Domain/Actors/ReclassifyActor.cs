using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>Changes who may see an actor's profile, merged or not. The owner stays.</summary>
public sealed record ReclassifyActor(Handling Handling, string Reason, Author By, Instant At)
    : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state switch
    {
        Actor.Known known => Reclassify(known),
        Actor.MergedInto merged => Reclassify(merged.Last),
        _ => ActorRejection.NotFound,
    };

    private Decision<ActorEvent> Reclassify(Actor.Known known) =>
        Handling.Normalised(By).ChangeFrom(known.Handling, Reason) switch
        {
            { Problem: { } problem } => problem,
            { To: { } handling } => new ActorEvent.Reclassified(handling, Reason, By, At),
            _ => Decision.Unchanged,
        };
}
