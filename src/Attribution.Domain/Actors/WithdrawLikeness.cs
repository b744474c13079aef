using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>Says that two actors are not the same after all.</summary>
public sealed record WithdrawLikeness(Guid Other, string Reason, Author By, Instant At) : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
        !known.Likenesses.ContainsKey(Other) ? Decision.Unchanged
        : Check.Reason(Reason) is { } problem ? problem
        : new ActorEvent.LikenessWithdrawn(Other, Reason, By, At));
}
