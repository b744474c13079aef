using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.Domain.Dormancy;

/// <summary>The campaign is not dormant, though nothing is heard of it.</summary>
public sealed record RejectDormancyProposal(string Reason, Author By, Instant At)
    : ICommand<DormancyProposal, DormancyProposalEvent>
{
    public Decision<DormancyProposalEvent> Decide(DormancyProposal state) => state switch
    {
        DormancyProposal.Unraised => MergeProposalRejection.NotFound,
        DormancyProposal.Settled settled => settled.IsAccepted ? MergeProposalRejection.Settled : Decision.Unchanged,
        _ when By.Source.IsMachine() => MergeProposalRejection.AnalystRequired,
        _ => Check.Reason(Reason) is { } problem ? problem : new DormancyProposalEvent.Rejected(Reason, By, At),
    };
}
