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

    // By taking an analyst's contradiction away a machine would lift the score as surely as by supporting it.
    private bool IsNotTheirs(EvidenceItem item) => By.Source.IsMachine() && !item.Source.IsMachine();

    private Decision<HypothesisEvent> Withdrawn(Hypothesis.Open open) => Rescoring.After(
        open,
        new HypothesisEvent.EvidenceWithdrawn(Evidence, Reason, By, At),
        new RevisionCause(CauseKind.EvidenceWithdrawn, Evidence),
        Reason);
}
