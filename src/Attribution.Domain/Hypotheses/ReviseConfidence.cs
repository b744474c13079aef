using Attribution.Domain.Access;
using Attribution.Domain.Confidence;

namespace Attribution.Domain.Hypotheses;

/// <summary>
/// An analyst sets the confidence by judgement, with a reason. The difference to the model's sum is kept as an
/// adjustment, so later evidence moves the score from there. Without a value the model's own score holds again.
/// </summary>
public sealed record ReviseConfidence(int? Value, string Reason, Author By, Instant At)
    : ICommand<Hypothesis, HypothesisEvent>
{
    public Decision<HypothesisEvent> Decide(Hypothesis state) => state.IfOpen(open =>
        By.Source.IsMachine() ? HypothesisRejection.AnalystRequired
        : Value is < 0 or > Assessment.ValueMax ? ConfidenceRejection.OutOfRange("value")
        : Value > AiCeiling.Value && open.Standing.HasUnreviewedParts ? HypothesisRejection.ReviewRequired
        : IsSoAlready(open) ? Decision.Unchanged
        : Check.Reason(Reason) is { } problem ? problem
        : Revised(open));

    private bool IsSoAlready(Hypothesis.Open open) =>
        Value is null ? open.Standing.AnalystAdjustment == 0 : Value == open.Confidence.Value;

    private Decision<HypothesisEvent> Revised(Hypothesis.Open open)
    {
        var tally = open.Standing.Tally;
        var adjustment = Value is { } value ? value - (tally.SupportingWeight - tally.ContradictingWeight) : 0;
        var cause = new RevisionCause(CauseKind.RevisedByAnalyst);
        return Rescoring.Revision(open, open.Standing with { AnalystAdjustment = adjustment }, cause, Reason, By, At)
            is { } revised ? revised : Decision.Unchanged;
    }
}
