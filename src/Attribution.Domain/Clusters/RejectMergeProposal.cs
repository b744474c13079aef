using Attribution.Domain.Access;

namespace Attribution.Domain.Clusters;

/// <summary>
/// The cluster does not belong to the campaign: it is promoted on its own, and the two stay distinct.
/// </summary>
public sealed record RejectMergeProposal(string Reason, Author By, Instant At)
    : ICommand<MergeProposal, MergeProposalEvent>
{
    public Decision<MergeProposalEvent> Decide(MergeProposal state) => state switch
    {
        MergeProposal.Unraised => MergeProposalRejection.NotFound,
        MergeProposal.Settled settled => settled.IsAccepted ? MergeProposalRejection.Settled : Decision.Unchanged,
        _ when By.Source.IsMachine() => MergeProposalRejection.AnalystRequired,
        _ => Check.Reason(Reason) is { } problem ? problem : new MergeProposalEvent.Rejected(Reason, By, At),
    };
}
