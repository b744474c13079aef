using Attribution.App.Storage;
using Attribution.Domain.Dormancy;
using Attribution.EventStore;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>The names of the events of dormancy proposals in storage. They are for ever: a class may be renamed, a name
/// may not.</summary>
internal static class DormancyProposalEventNames
{
    internal static EventTypes<DormancyProposalEvent> Registry { get; } = Register(StoredJson.Contract);

    private static EventTypes<DormancyProposalEvent> Register(StoredJson json) =>
        new EventTypes<DormancyProposalEvent>()
            .Add("dormancy_proposal_raised", json.DormancyProposalRaised)
            .Add("dormancy_proposal_accepted", json.DormancyProposalAccepted)
            .Add("dormancy_proposal_rejected", json.DormancyProposalRejected);
}
