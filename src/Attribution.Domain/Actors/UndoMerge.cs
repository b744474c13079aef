using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>Lets a merged actor stand for itself again, exactly as it was.</summary>
/// <param name="Seen">The actor that stands for it, as the caller sees it. A merge into one that is hidden is undone by
/// whoever sees both: that it was undone would tell of the hidden one.</param>
public sealed record UndoMerge(Guid? Seen, string Reason, Author By, Instant At) : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state switch
    {
        Actor.Unregistered => ActorRejection.NotFound,
        Actor.MergedInto when By.Source.IsMachine() => ActorRejection.AnalystRequired,
        Actor.MergedInto merged when merged.Into != Seen => Decision.Unchanged,
        Actor.MergedInto merged => Check.Reason(Reason) is { } problem
            ? problem
            : new ActorEvent.MergeUndone(merged.Into, Reason, By, At),
        _ => Decision.Unchanged,
    };
}
