using Attribution.App.Storage;
using Attribution.Domain.Clusters;
using Attribution.EventStore;

namespace Attribution.App.Campaigns.MergeProposals;

/// <summary>The names of the events of merge proposals in storage. They are for ever: a class may be renamed, a name
/// may not.</summary>
internal static class MergeProposalEventNames
{
    internal static EventTypes<MergeProposalEvent> Registry { get; } = Register(StoredJson.Contract);

    private static EventTypes<MergeProposalEvent> Register(StoredJson json) => new EventTypes<MergeProposalEvent>()
        .Add("merge_proposal_raised", json.MergeProposalRaised)
        .Add("merge_proposal_refreshed", json.MergeProposalRefreshed)
        .Add("merge_proposal_accepted", json.MergeProposalAccepted)
        .Add("merge_proposal_rejected", json.MergeProposalRejected);
}
