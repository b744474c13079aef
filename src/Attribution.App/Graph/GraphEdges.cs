using Attribution.App.Actors;
using Attribution.App.Campaigns;
using Attribution.App.Hypotheses;
using Attribution.EventStore.Projections;

namespace Attribution.App.Graph;

/// <summary>The rows of the graph, for a rebuild: those that the commits of campaigns, hypotheses and profiles of
/// actors store, made of each event and of what its stream was before.</summary>
internal static class GraphEdges
{
    internal static RowProjection Projection { get; } = new RowProjection("GraphEdges", EdgeRows.Table)
        .On(CampaignAggregate.Pages, (before, happened, record) => CampaignEdges.Rows(
            record.Stream, before?.ParentCampaign, happened, record.Version, record.RecordedAt))
        .On(HypothesisAggregate.Pages, (before, happened, record) => HypothesisEdges.Rows(
            record.Stream, before, [happened], record.Version, record.RecordedAt))
        .On(ActorAggregate.Pages, (before, happened, record) => ActorEdges.Rows(
            record.Stream, before, happened, record.Version, record.RecordedAt));
}
