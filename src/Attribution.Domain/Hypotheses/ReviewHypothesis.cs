using Attribution.Domain.Access;

namespace Attribution.Domain.Hypotheses;

/// <summary>
/// An analyst vouches for what machines have contributed so far, and the ceiling no longer holds it down. What a
/// machine adds later is under the ceiling again until the next review.
/// </summary>
public sealed record ReviewHypothesis(string? Note, Author By, Instant At) : ICommand<Hypothesis, HypothesisEvent>
{
    public Decision<HypothesisEvent> Decide(Hypothesis state) => state.IfOpen(open =>
        By.Source.IsMachine() ? HypothesisRejection.AnalystRequired
        : open.Standing.Reviewers.Contains(By.Id) ? Decision.Unchanged
        : Check.OptionalReason(Note, "note") is { } problem ? problem
        : Reviewed(open));

    private Decision<HypothesisEvent> Reviewed(Hypothesis.Open open) => Rescoring.After(
        open,
        new HypothesisEvent.ReviewedByAnalyst(By.Id, Note, By, At),
        new RevisionCause(CauseKind.ReviewedByAnalyst),
        Note);
}
