using Attribution.Domain.Access;

namespace Attribution.Domain.Hypotheses;

/// <summary>Takes an item of evidence out of the score. It stays on the record, with the reason.</summary>
public sealed record WithdrawEvidence(Guid Evidence, string Reason, Author By, Instant At)
    : ICommand<Hypothesis, HypothesisEvent>
{
    public Decision<HypothesisEvent> Decide(Hypothesis state) => state.IfOpen(open =>
        !open.Standing.Evidence.TryGetValue(Evidence, out var weighed) ? HypothesisRejection.EvidenceNotFound
        : weighed.IsWithdrawn ? Decision.Unchanged
        : IsNotTheirs(weighed.Item) ? HypothesisRejection.AnalystRequired
        : Check.Reason(Reason) is { } problem ? problem
        : Withdrawn(open));

    // A machine takes back support that machines brought. By taking a contradiction away, even its own, it would lift
    // the score as surely as by supporting it: an analyst may have weighed that contradiction by a revision since.
    private bool IsNotTheirs(EvidenceItem item) =>
        By.Source.IsMachine() && !(item.Source.IsMachine() && item.Stance is Stance.Supports);

    private Decision<HypothesisEvent> Withdrawn(Hypothesis.Open open) => Rescoring.After(
        open,
        new HypothesisEvent.EvidenceWithdrawn(Evidence, Reason, By, At),
        new RevisionCause(CauseKind.EvidenceWithdrawn, Evidence),
        Reason);
}
