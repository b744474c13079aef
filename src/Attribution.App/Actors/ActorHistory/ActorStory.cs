using System.Diagnostics;
using Attribution.App.History;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;
using Attribution.EventStore;

namespace Attribution.App.Actors.ActorHistory;

/// <summary>An event of an actor's profile as people read it: one sentence of facts.</summary>
internal static class ActorStory
{
    /// <summary>How profiles of actors are told.</summary>
    internal static HistoryKind Kind(ActorQueries actors) => new(
        ActorAggregate.Definition.Streams.Name,
        Tell,
        async (caller, id, cancellation) => (await actors.FindAsync(caller, [id], cancellation)).Count > 0);

    private static HistoryEntry Tell(RecordedEvent record)
    {
        var happened = ActorEventNames.Registry.Read(record);
        return HistoryEntry.Of(record, Tell(happened), happened.By.Id, Reason(happened));
    }

    private static string Tell(ActorEvent happened) => happened switch
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
            $"Probably the same as {likeness.Actor}, {likeness.Confidence.Label}.",
        ActorEvent.LikenessWithdrawn e => $"Not the same as profile {e.Other} after all.",
        ActorEvent.Merged e => $"Merged into profile {e.Into}.",
        ActorEvent.MergeUndone e => $"Stands for itself again, and no longer profile {e.From} for it.",
        ActorEvent.Reclassified e => $"Reclassified as {e.Handling.Tlp.Print()}.",
        _ => throw new UnreachableException($"No history tells what {happened.GetType().Name} does."),
    };

    private static string? Reason(ActorEvent happened) => happened switch
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
