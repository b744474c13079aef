using System.Collections.Immutable;
using System.Diagnostics;
using Attribution.App.Graph;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Views;

namespace Attribution.App.Hypotheses;

/// <summary>How hypotheses are stored. Who may see one follows from its campaign, so it carries no label of its
/// own.</summary>
internal static class HypothesisAggregate
{
    internal static ViewTable<HypothesisView> Table { get; } =
        new ViewTable<HypothesisView>("hypothesisview", StoredJson.Contract.HypothesisView)
            .Uuid("campaign_id", view => view.Campaign)
            .Text("actor", view => view.Actor)
            .Text("status", view => Spelling.Of(view.Status))
            .Integer("confidence", view => view.Confidence.Value)
            .Timestamp("created_at", view => view.CreatedAt);

    internal static ViewProjection<HypothesisView, HypothesisEvent> Pages { get; } =
        new("HypothesisView", Table, HypothesisEventNames.Registry, HypothesisView.Evolve, readsMetadata: false);

    /// <summary>The page alone does not say who may see it: every command is prepared with the campaign, which does
    /// (<see cref="HypothesisCommands"/>).</summary>
    internal static Aggregate<Hypothesis, HypothesisView, HypothesisEvent> Definition { get; } = new(
        new StreamType<Hypothesis, HypothesisEvent>(
            "hypothesis",
            HypothesisEventNames.Registry,
            Hypothesis.Initial,
            (state, happened, _) => state.Evolve(happened),
            readsMetadata: false).With(Pages),
        Pages,
        (_, _) => true,
        HypothesisRejection.NotFound,
        (hypothesis, events, metadata) => new Accompaniment(
            [],
            [
                .. HypothesisEdges.Rows(
                    hypothesis.Id,
                    hypothesis.State.View,
                    events,
                    hypothesis.Version + events.Length,
                    metadata.RecordedAt),
                .. HypothesisEvidence.Rows(hypothesis.Id, hypothesis.State.View, events),
            ]))
    {
        StoresTogether = true,
    };

    /// <summary>The stream, the page and the place in the graph of a hypothesis that is proposed together with its
    /// campaign.</summary>
    internal static (StreamAppend Append, ImmutableArray<RowSet> Rows) Open(
        ProposeHypothesis proposal, EventMetadata metadata)
    {
        var decision = proposal.Decide(Hypothesis.Initial);
        if (decision.Rejection is { } rejection)
        {
            throw new UnreachableException($"What was checked as part of a promotion is refused: {rejection}");
        }

        var stream = new StreamId(proposal.Tenant.Value, proposal.Id);
        var numbered = decision.Events.Select(happened => (Guid.CreateVersion7(), happened)).ToArray();
        var (append, after) = Definition.Streams.Append(Definition.Streams.Unstarted(stream), numbered, metadata);
        var edges = HypothesisEdges.Rows(stream, null, [.. decision.Events], after.Version, metadata.RecordedAt);
        return (append, [Pages.Rows(after), .. edges.Select(rows => rows.OfStarted())]);
    }
}
