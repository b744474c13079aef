using Attribution.Domain.Access;

namespace Attribution.Domain.Actors;

/// <summary>Says what the actor is able to do.</summary>
public sealed record AttributeCapabilities(ImmutableArray<string> Capabilities, Author By, Instant At)
    : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
        CapabilityIds.Problem(Capabilities) is { } problem ? problem
        : CapabilityIds.Normalise(Capabilities).NewTo(known.Capabilities) is not { IsEmpty: false } added
            ? Decision.Unchanged
        : new ActorEvent.CapabilitiesAttributed(added, By, At));
}
