namespace Attribution.Domain.Hypotheses;

/// <summary>The numbers a score was computed from, as they stood.</summary>
/// <param name="SupportingWeight">Sum over the supporting items that are not withdrawn.</param>
/// <param name="ContradictingWeight">Sum over the contradicting items that are not withdrawn.</param>
/// <param name="UnreviewedWeight">The part of the supporting weight that machines brought and nobody reviewed.</param>
/// <param name="AnalystAdjustment">What an analyst's own judgement adds to or takes from the sum.</param>
/// <param name="IndependentSources">Origins of reliability A or B behind the supporting items that count.</param>
/// <param name="CeilingHeld">Whether the ceiling for machines kept the value down.</param>
public sealed record ScoringInputs(
    int SupportingWeight,
    int ContradictingWeight,
    int UnreviewedWeight,
    int SupportingItems,
    int ContradictingItems,
    int AnalystAdjustment,
    int IndependentSources,
    bool CeilingHeld);
