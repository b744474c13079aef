using Attribution.Domain.Hypotheses;

namespace Attribution.Domain.Tests.Hypotheses;

/// <summary>The first words of every story about a hypothesis.</summary>
internal static class HypothesisSpecs
{
    public static Given<Hypothesis, HypothesisEvent> Given(params HypothesisEvent[] history) =>
        Specification.Given<Hypothesis, HypothesisEvent>(history);

    /// <summary>What the hypothesis is worth after the command.</summary>
    public static int ValueAfter(this Outcome<Hypothesis, HypothesisEvent> outcome)
    {
        outcome.Decision.Rejection.ShouldBeNull();
        return outcome.After.ShouldBeOfType<Hypothesis.Open>().Confidence.Value;
    }
}
