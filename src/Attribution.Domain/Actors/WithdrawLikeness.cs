using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>Says that two actors are not the same after all.</summary>
public sealed record WithdrawLikeness(ActorLine Other, string Reason, Author By, Instant At)
    : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
        Other.ProblemFor(known.Id) is { } problem ? problem
        : !known.Likenesses.ContainsKey(Other.Id) ? Decision.Unchanged
        : Check.Reason(Reason) is { } unsaid ? unsaid
        : new ActorEvent.LikenessWithdrawn(Other.Id, Reason, By, At));
}
