using Attribution.Domain.Access;

namespace Attribution.Domain.Hypotheses;

/// <summary>
/// Puts a revision of the confidence behind an event that moved it. Every decision that touches the evidence goes
/// through here, so there is one place where a score is made and the ceiling holds.
/// </summary>
internal static class Rescoring
{
    /// <summary>
    /// The cause, and the revision when the grade or the analyst's adjustment is another one after it.
    /// </summary>
    public static HypothesisEvent[] After(
        Hypothesis.Open before,
        HypothesisEvent cause,
        RevisionCause named,
        string? reason)
    {
        var after = (Hypothesis.Open)before.Evolve(cause);
        var revised = Revision(before, after.Standing, named, reason, cause.By, cause.At);
        return revised is null ? [cause] : [cause, revised];
    }

    /// <summary>The revision that a new standing asks for; null when nothing about the grade changes.</summary>
    public static HypothesisEvent.ConfidenceRevised? Revision(
        Hypothesis.Open before,
        Standing after,
        RevisionCause cause,
        string? reason,
        Author by,
        Instant at)
    {
        var (confidence, inputs) = AdditiveScoring.Score(after);
        var isSame = confidence with { Rationale = before.Confidence.Rationale } == before.Confidence
            && after.AnalystAdjustment == before.Standing.AnalystAdjustment;
        return isSame
            ? null
            : new HypothesisEvent.ConfidenceRevised(confidence, AdditiveScoring.Model, inputs, cause, reason, by, at);
    }
}
