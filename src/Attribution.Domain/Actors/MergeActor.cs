using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>
/// Lets another actor stand for this one. Both streams stay whole; the merge can be undone at any time.
/// </summary>
public sealed record MergeActor(ActorLine Into, string Reason, Author By, Instant At) : ICommand<Actor, ActorEvent>
{
    private const string Field = "into";

    public Decision<ActorEvent> Decide(Actor state) => state is Actors.Actor.MergedInto merged && merged.Into == Into.Id
        ? Decision.Unchanged
        : state.IfKnown(Merge);

    private Decision<ActorEvent> Merge(Actor.Known known) =>
        By.Source.IsMachine() ? ActorRejection.AnalystRequired
        : Into.ProblemFor(known.Id) is { } problem ? problem with { Field = Field }
        // The name of a circle would tell of the hidden actor in it.
        : Into.OutOfSight.OrEmpty().Contains(known.Id) ? ActorRejection.OtherNotFound with { Field = Field }
        : Into.MergedInto.OrEmpty().Contains(known.Id) ? ActorRejection.MergeCycle with { Field = Field }
        : Check.Reason(Reason) is { } unsaid ? unsaid
        : new ActorEvent.Merged(Into.Id, Reason, By, At);
}
