using System.Collections.Immutable;
using System.Diagnostics;
using Attribution.App.Actors.ActorDetails;
using Attribution.Domain.Actors;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
using NodaTime;

namespace Attribution.App.Graph;

/// <summary>
/// What a profile of an actor states of the graph: what the actor uses, whom it targets, and whom it is like, with the
/// grade of that. A profile that another one stands for says it still.
/// </summary>
internal static class ActorEdges
{
    /// <summary>What an event of a profile adds and takes away.</summary>
    /// <param name="stream">The profile's stream.</param>
    /// <param name="before">The profile before the event; null when the event opens it.</param>
    /// <param name="happened">The event.</param>
    /// <param name="version">Its version.</param>
    /// <param name="at">When it is recorded.</param>
    internal static IEnumerable<RowSet> Rows(
        StreamId stream, ActorView? before, ActorEvent happened, long version, Instant at)
    {
        var (stated, takenBack) = before is null ? ([], []) : Changes(before, happened);
        return EdgeRows.Of(stream, stated, takenBack, version, at);
    }

    private static (ImmutableArray<StatedEdge> Stated, ImmutableArray<StatedEdge> TakenBack) Changes(
        ActorView actor, ActorEvent happened) => happened switch
        {
            ActorEvent.CapabilitiesAttributed e => (Uses(actor, e.Capabilities), []),
            ActorEvent.CapabilitiesWithdrawn e => ([], Uses(actor, e.Capabilities)),
            ActorEvent.TargetingIdentified e => (Targets(actor, e.Targets), []),
            ActorEvent.TargetingDiscarded e => ([], Targets(actor, e.Targets)),
            ActorEvent.LikenessClaimed e => (Like(actor, [e.Likeness]), []),
            ActorEvent.LikenessWithdrawn e =>
                ([], Like(actor, actor.Likenesses.Where(likeness => likeness.Other == e.Other))),
            ActorEvent.Registered or ActorEvent.ProfileRevised or ActorEvent.AliasClaimed or ActorEvent.AliasWithdrawn
                or ActorEvent.Merged or ActorEvent.MergeUndone or ActorEvent.Reclassified => ([], []),
            _ => throw new UnreachableException($"No relationship says what {happened.GetType().Name} does."),
        };

    private static ImmutableArray<StatedEdge> Uses(ActorView actor, ImmutableArray<string> capabilities) =>
        [.. capabilities.Select(id => new StatedEdge(actor.Actor, RelationshipType.Uses, new GraphNode(id)))];

    private static ImmutableArray<StatedEdge> Targets(ActorView actor, ImmutableArray<Target> targets) =>
        [.. targets.Select(target => new StatedEdge(actor.Actor, RelationshipType.Targets, GraphNode.Of(target)))];

    /// <summary>Two organisations' profiles of one actor are one node: it is not related to itself.</summary>
    private static ImmutableArray<StatedEdge> Like(ActorView actor, IEnumerable<Likeness> likenesses) =>
    [
        .. likenesses.Where(likeness => likeness.Actor != actor.Actor).Select(likeness => new StatedEdge(
            actor.Actor,
            RelationshipType.RelatedTo,
            new GraphNode(likeness.Actor),
            likeness.Other,
            likeness.Confidence.Value)),
    ];
}
