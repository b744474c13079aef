using System.Collections.Immutable;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.Domain;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
using NodaTime;

namespace Attribution.App.Graph;

/// <summary>
/// What a hypothesis states of the graph: that its campaign is attributed to its actor, with its confidence, as long as
/// it is open or supported. Whoever may see the campaign may see it.
/// </summary>
internal static class HypothesisEdges
{
    /// <param name="stream">The hypothesis' stream.</param>
    /// <param name="before">The hypothesis before the events; null when they open it.</param>
    /// <param name="events">What happens to it.</param>
    /// <param name="version">Of the last event. The edge is stated by the last one that says something of it.</param>
    /// <param name="at">When they are recorded.</param>
    internal static IEnumerable<RowSet> Rows(
        StreamId stream, HypothesisView? before, ImmutableArray<HypothesisEvent> events, long version, Instant at)
    {
        var stating = events.Select((happened, at) => Matters(happened) ? at + 1 : 0).Append(0).Max();
        if (stating == 0)
        {
            yield break;
        }

        var claim = events.Aggregate(Claim.Of(before), (claim, happened) => claim.After(happened));
        var edge = new StatedEdge(
            StixId.For("campaign", claim.Campaign),
            RelationshipType.AttributedTo,
            new GraphNode(claim.Actor, claim.ActorName),
            null,
            claim.Confidence);
        yield return claim.IsHeld
            ? EdgeRows.Upsert(stream, claim.Campaign, [edge], version - events.Length + stating, at)
            : EdgeRows.Delete(stream, [edge]);
    }

    private static bool Matters(HypothesisEvent happened) => happened
        is HypothesisEvent.Proposed or HypothesisEvent.ConfidenceRevised or HypothesisEvent.Resolved
        or HypothesisEvent.Reopened;

    /// <summary>As much of a hypothesis as the graph shows.</summary>
    private sealed record Claim(Guid Campaign, string Actor, string ActorName, int Confidence, bool IsHeld)
    {
        internal static Claim Of(HypothesisView? view) => view is null
            ? new Claim(Guid.Empty, "", "", 0, IsHeld: true)
            : new Claim(
                view.Campaign,
                view.Actor,
                view.ActorName,
                view.Confidence.Value,
                view.Status is HypothesisStatus.Open or HypothesisStatus.Supported);

        internal Claim After(HypothesisEvent happened) => happened switch
        {
            HypothesisEvent.Proposed proposed => this with
            {
                Campaign = proposed.Campaign,
                Actor = proposed.Actor,
                ActorName = proposed.ActorName,
            },
            HypothesisEvent.ConfidenceRevised revised => this with { Confidence = revised.Confidence.Value },
            HypothesisEvent.Resolved resolved => this with
            {
                IsHeld = resolved.Resolution.AsStatus() == HypothesisStatus.Supported,
            },
            HypothesisEvent.Reopened => this with { IsHeld = true },
            _ => this,
        };
    }
}
