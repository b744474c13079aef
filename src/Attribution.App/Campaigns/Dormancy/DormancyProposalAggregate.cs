using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Clusters;
using Attribution.Domain.Dormancy;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>How dormancy proposals are stored. Who may see one follows from its campaign, so it carries no label of its
/// own.</summary>
internal static class DormancyProposalAggregate
{
    internal static ViewTable<DormancyProposalView> Table { get; } =
        new ViewTable<DormancyProposalView>("dormancyproposalview", StoredJson.Contract.DormancyProposalView)
            .Uuid("campaign_id", view => view.Campaign)
            .Text("state", view => Spelling.Of(view.State))
            .Timestamp("updated_at", view => view.UpdatedAt);

    internal static ViewProjection<DormancyProposalView, DormancyProposalEvent> Pages { get; } =
        new("DormancyProposalView", Table, DormancyProposalEventNames.Registry, DormancyProposalView.Evolve);

    /// <summary>The page alone does not say who may see it: it is looked up together with its campaign before anybody
    /// decides (<see cref="DormancyDecisions"/>).</summary>
    internal static Aggregate<DormancyProposal, DormancyProposalView, DormancyProposalEvent> Definition { get; } = new(
        new StreamType<DormancyProposal, DormancyProposalEvent>(
            "dormancy_proposal",
            DormancyProposalEventNames.Registry,
            DormancyProposal.Initial,
            (state, happened, _) => state.Evolve(happened)).With(Pages),
        Pages,
        (_, _) => true,
        MergeProposalRejection.NotFound,
        (proposal, events, metadata) => new Accompaniment(
            [],
            [
                .. events.OfType<DormancyProposalEvent.Rejected>().Select(_ => SilenceReminder.Row(
                    proposal.Id,
                    proposal.Version + events.Length,
                    proposal.State.View!.Campaign,
                    metadata.RecordedAt)),
            ]));
}
