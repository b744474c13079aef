using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Actors;

/// <summary>Says what the actor is able to do.</summary>
/// <param name="Unrecognised">The techniques among them that no loaded ATT&amp;CK release knows, as the caller looked
/// up.</param>
public sealed record AttributeCapabilities(
    ImmutableArray<string> Capabilities,
    ImmutableHashSet<string> Unrecognised,
    Author By,
    Instant At) : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state.IfKnown(known =>
        (CapabilityIds.Problem(Capabilities)
            ?? TechniqueIds.UnknownProblem(Capabilities, Unrecognised, "capabilities")) is { } problem ? problem
        : CapabilityIds.Normalise(Capabilities).NewTo(known.Capabilities) is not { IsEmpty: false } added
            ? Decision.Unchanged
        : new ActorEvent.CapabilitiesAttributed(added, By, At));
}
