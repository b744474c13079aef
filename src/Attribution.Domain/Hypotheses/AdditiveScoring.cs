using Attribution.Domain.Confidence;

namespace Attribution.Domain.Hypotheses;

/// <summary>
/// The scoring model <c>additive-1</c>: the supporting weights less the contradicting ones, between 0 and 100, under
/// the ceiling for machines. The letter is the worst reliability among the supporting items. The digit follows the
/// band, and is 1 when two independent sources of reliability A or B agree. A later model gets a file and a name of
/// its own, and leaves what this one wrote as it is.
/// </summary>
internal static class AdditiveScoring
{
    public const string Model = "additive-1";
    private const int SourcesToConfirm = 2;
    private const int CannotBeJudged = 6;

    public static (Assessment Confidence, ScoringInputs Inputs) Score(Standing standing)
    {
        var tally = standing.Tally;
        var sum = tally.SupportingWeight - tally.ContradictingWeight + standing.AnalystAdjustment;
        var value = UnderCeiling(standing, sum);
        var confidence = new Assessment(tally.WorstReliability, Digit(tally, value), value);
        return (confidence with { Rationale = Rationale(tally, standing.AnalystAdjustment) }, new ScoringInputs(
            tally.SupportingWeight,
            tally.ContradictingWeight,
            tally.UnreviewedWeight,
            tally.SupportingItems,
            tally.ContradictingItems,
            standing.AnalystAdjustment,
            tally.IndependentSources,
            CeilingHeld: value < Clamp(sum)));
    }

    private static int UnderCeiling(Standing standing, int sum)
    {
        var capped = Math.Min(Clamp(sum), AiCeiling.Value);
        // What analysts brought, or have reviewed, may stand above the ceiling; what machines add on top may not.
        return standing.IsMachineMade ? capped : Math.Max(Clamp(sum - standing.Tally.UnreviewedWeight), capped);
    }

    private static int Digit(Tally tally, int value) =>
        tally.IndependentSources >= SourcesToConfirm ? Credibility.Best
        : tally.SupportingItems == 0 ? CannotBeJudged
        : Assessment.BandOf(value) switch
        {
            ConfidenceBand.High => 2,
            ConfidenceBand.Medium => 3,
            _ => 4,
        };

    private static string Rationale(Tally tally, int adjustment) =>
        $"{tally.SupportingItems} supporting (weight {tally.SupportingWeight}), "
        + $"{tally.ContradictingItems} contradicting (weight {tally.ContradictingWeight})"
        + (adjustment == 0 ? "" : $", analyst's adjustment {adjustment:+0;-0}");

    private static int Clamp(int sum) => Math.Clamp(sum, 0, Assessment.ValueMax);
}
