using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>Lets a merged actor stand for itself again, exactly as it was.</summary>
public sealed record UndoMerge(string Reason, Author By, Instant At) : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state switch
    {
        Actor.Unregistered => ActorRejection.NotFound,
        Actor.MergedInto when By.Source.IsMachine() => ActorRejection.AnalystRequired,
        Actor.MergedInto merged => Check.Reason(Reason) is { } problem
            ? problem
            : new ActorEvent.MergeUndone(merged.Into, Reason, By, At),
        _ => Decision.Unchanged,
    };
}
