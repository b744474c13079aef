using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>Says what the actor is not able to do after all.</summary>
public sealed record WithdrawCapabilities(ImmutableArray<string> Capabilities, string? Reason, Author By, Instant At)
    : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
        (CapabilityIds.Problem(Capabilities) ?? Check.OptionalReason(Reason)) is { } problem ? problem
        : CapabilityIds.Normalise(Capabilities).KnownTo(known.Capabilities) is not { IsEmpty: false } removed
            ? Decision.Unchanged
        : new ActorEvent.CapabilitiesWithdrawn(removed, Reason, By, At));
}
