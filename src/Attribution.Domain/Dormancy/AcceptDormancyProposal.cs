using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.Domain.Dormancy;

/// <summary>The campaign is dormant, as far as anybody knows.</summary>
/// <param name="Reason">Why.</param>
/// <param name="LastSign">When the campaign last gave a sign of life, looked up for this decision.</param>
/// <param name="By">Who says so.</param>
/// <param name="At">When.</param>
public sealed record AcceptDormancyProposal(string Reason, Instant LastSign, Author By, Instant At)
    : ICommand<DormancyProposal, DormancyProposalEvent>
{
    public Decision<DormancyProposalEvent> Decide(DormancyProposal state) => state switch
    {
        DormancyProposal.Unraised => MergeProposalRejection.NotFound,
        DormancyProposal.Settled settled => settled.IsAccepted ? Decision.Unchanged : MergeProposalRejection.Settled,
        _ when By.Source.IsMachine() => MergeProposalRejection.AnalystRequired,
        DormancyProposal.Waiting waiting when LastSign > waiting.SilentSince => DormancyProposalRejection.NotSilent,
        _ => Check.Reason(Reason) is { } problem ? problem : new DormancyProposalEvent.Accepted(Reason, By, At),
    };
}
