using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Clusters;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;

namespace Attribution.App.Campaigns.MergeProposals;

/// <summary>How merge proposals are stored. A proposal carries the label its cluster came with; whoever reads it must
/// see its campaign as well.</summary>
internal static class MergeProposalAggregate
{
    internal static ViewTable<MergeProposalView> Table { get; } =
        new ViewTable<MergeProposalView>("mergeproposalview", StoredJson.Contract.MergeProposalView)
            .Uuid("cluster_key", view => CampaignAggregate.ClusterKey(view.Cluster.IdOrNull!))
            .Uuid("campaign_id", view => view.Match.Campaign)
            .Text("state", view => Spelling.Of(view.State))
            .Timestamp("updated_at", view => view.UpdatedAt)
            .Label(view => view.Handling);

    internal static ViewProjection<MergeProposalView, MergeProposalEvent> Pages { get; } =
        new("MergeProposalView", Table, MergeProposalEventNames.Registry, MergeProposalView.Evolve);

    internal static Aggregate<MergeProposal, MergeProposalView, MergeProposalEvent> Definition { get; } = new(
        new StreamType<MergeProposal, MergeProposalEvent>(
            "merge_proposal",
            MergeProposalEventNames.Registry,
            MergeProposal.Initial,
            (state, happened, _) => state.Evolve(happened)).With(Pages),
        Pages,
        (caller, view) => Visibility.Allows(caller, new AccessRecord(view.Tenant, view.Handling)),
        MergeProposalRejection.NotFound,
        (_, _, _) => Accompaniment.None);
}
