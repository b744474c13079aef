using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class ReviseConfidenceSpecs
{
    [Fact]
    public void An_analyst_sets_the_confidence_and_says_why()
    {
        var revised = Given(Proposed)
            .And(Add(Item(1, 30)))
            .When(To(72))
            .ThenOne<HypothesisEvent.ConfidenceRevised>();

        revised.Confidence.Value.ShouldBe(72);
        revised.Reason.ShouldBe(Why);
        revised.Cause.ShouldBe(new RevisionCause(CauseKind.RevisedByAnalyst));
        revised.Inputs.AnalystAdjustment.ShouldBe(42);
    }

    [Fact]
    public void Later_evidence_moves_the_score_from_there() =>
        Given(Proposed).And(Add(Item(1, 30)), To(72)).When(Add(Item(2, 10))).ValueAfter().ShouldBe(82);

    [Fact]
    public void A_judgement_counts_what_contradicts_as_the_model_does() =>
        Given(Proposed)
            .And(Add(Item(1, 60)), Add(Item(2, 20, Stance.Contradicts)))
            .When(To(72))
            .ValueAfter().ShouldBe(72);

    [Fact]
    public void A_judgement_below_a_full_score_moves_at_once_with_later_evidence() =>
        Given(Proposed)
            .And(Add(Item(1, 100)), Add(Item(2, 100)), To(50))
            .When(Add(Item(3, 10)))
            .ValueAfter().ShouldBe(60);

    [Fact]
    public void Without_a_value_the_models_own_score_holds_again() =>
        Given(Proposed).And(Add(Item(1, 30)), To(72)).When(To(null)).ValueAfter().ShouldBe(30);

    [Fact]
    public void The_value_it_has_already_changes_nothing() =>
        Given(Proposed).And(Add(Item(1, 30))).When(To(30)).ThenNothing();

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void A_value_out_of_range_is_refused(int value) =>
        Given(Proposed).When(To(value)).ThenRejected("CONFIDENCE_OUT_OF_RANGE", "value");

    [Fact]
    public void A_judgement_without_a_reason_is_refused() =>
        Given(Proposed)
            .When(new ReviseConfidence(50, " ", Analyst, Now))
            .ThenRejected("REASON_REQUIRED", "reason");

    [Fact]
    public void A_resolved_hypothesis_is_not_revised() =>
        Given(Proposed)
            .And(new ResolveHypothesis(Resolution.Refuted, Why, Analyst, Now))
            .When(To(50))
            .ThenRejected("HYPOTHESIS_RESOLVED");

    private static ReviseConfidence To(int? value) => new(value, Why, Analyst, Now);
}
