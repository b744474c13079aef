using System.Diagnostics;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;

namespace Attribution.App.Actors.ActorHistory;

/// <summary>An event of an actor's profile as people read it: one sentence of facts. It names no other profile, which
/// the reader may not be allowed to see.</summary>
internal static class ActorStory
{
    internal static string Tell(ActorEvent happened) => happened switch
    {
        ActorEvent.Registered e => $"Registered as {e.Actor}.",
        ActorEvent.ProfileRevised e => $"Profile revised: {string.Join(", ", Fields(e.Changes))}.",
        ActorEvent.AliasClaimed { Alias: var alias } =>
            $"Called {alias.Name} by {alias.ClaimedBy}, {alias.Confidence.Label}.",
        ActorEvent.AliasWithdrawn e => $"No longer called {e.Name} by {e.ClaimedBy}.",
        ActorEvent.CapabilitiesAttributed e => $"Capable of {string.Join(", ", e.Capabilities)}.",
        ActorEvent.CapabilitiesWithdrawn e => $"Not capable of {string.Join(", ", e.Capabilities)} after all.",
        ActorEvent.TargetingIdentified e => $"Is after {Values(e.Targets)}.",
        ActorEvent.TargetingDiscarded e => $"Is not after {Values(e.Targets)}.",
        ActorEvent.LikenessClaimed { Likeness: var likeness } =>
            $"Probably the same as another actor, {likeness.Confidence.Label}.",
        ActorEvent.LikenessWithdrawn => "Not the same as another actor after all.",
        ActorEvent.Merged => "Merged into another profile.",
        ActorEvent.MergeUndone => "Stands for itself again.",
        ActorEvent.Reclassified e => $"Reclassified as {e.Handling.Tlp.Print()}.",
        _ => throw new UnreachableException($"No history tells what {happened.GetType().Name} does."),
    };

    /// <summary>Why, as far as the event says it.</summary>
    internal static string? Reason(ActorEvent happened) => happened switch
    {
        ActorEvent.ProfileRevised e => e.Reason,
        ActorEvent.AliasWithdrawn e => e.Reason,
        ActorEvent.CapabilitiesWithdrawn e => e.Reason,
        ActorEvent.TargetingDiscarded e => e.Reason,
        ActorEvent.LikenessClaimed e => e.Likeness.Reason,
        ActorEvent.LikenessWithdrawn e => e.Reason,
        ActorEvent.Merged e => e.Reason,
        ActorEvent.MergeUndone e => e.Reason,
        ActorEvent.Reclassified e => e.Reason,
        _ => null,
    };

    private static string Values(IEnumerable<Domain.Campaigns.Target> targets) =>
        string.Join(", ", targets.Select(target => target.Value));

    private static IEnumerable<string> Fields(ActorChanges changes) =>
        new (string Name, object? Change)[]
        {
            ("name", changes.Name),
            ("description", changes.Description),
            ("sophistication", changes.Sophistication),
            ("motivation", changes.Motivation),
            ("suspected country", changes.SuspectedCountry),
        }.Where(field => field.Change is not null).Select(field => field.Name);
}
