using Attribution.Domain.Access;

namespace Attribution.Domain.Clusters;

/// <summary>The cluster belongs to the campaign: a merge follows.</summary>
public sealed record AcceptMergeProposal(string? Reason, Author By, Instant At)
    : ICommand<MergeProposal, MergeProposalEvent>
{
    public Decision<MergeProposalEvent> Decide(MergeProposal state) => state switch
    {
        MergeProposal.Unraised => MergeProposalRejection.NotFound,
        MergeProposal.Settled settled => settled.IsAccepted ? Decision.Unchanged : MergeProposalRejection.Settled,
        _ when By.Source.IsMachine() => MergeProposalRejection.AnalystRequired,
        _ => Check.OptionalReason(Reason) is { } problem ? problem : new MergeProposalEvent.Accepted(Reason, By, At),
    };
}
