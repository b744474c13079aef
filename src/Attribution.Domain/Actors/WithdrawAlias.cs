using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>Takes the claim of one source about one name back.</summary>
public sealed record WithdrawAlias(string Name, string ClaimedBy, string? Reason, Author By, Instant At)
    : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
        !known.Aliases.TryGetValue(Actors.Actor.Known.KeyOf(Name, ClaimedBy), out var alias) ? Decision.Unchanged
        : Check.OptionalReason(Reason) is { } problem ? problem
        : new ActorEvent.AliasWithdrawn(alias.Name, alias.ClaimedBy, Reason, By, At));
}
