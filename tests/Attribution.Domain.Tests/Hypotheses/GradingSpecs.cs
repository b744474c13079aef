using Attribution.Domain.Confidence;
using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

/// <summary>Letter and digit of the score.</summary>
public sealed class GradingSpecs
{
    [Fact]
    public void The_letter_is_the_worst_reliability_among_the_supporting_items() =>
        LabelAfter(Item(1, 40, reliability: Reliability.A), Item(2, 40, reliability: Reliability.D))
            .ShouldBe("D2 (HIGH)");

    [Fact]
    public void A_contradicting_item_does_not_change_the_letter() =>
        LabelAfter(
            Item(1, 80, reliability: Reliability.C),
            Item(2, 1, Stance.Contradicts, reliability: Reliability.F))
            .ShouldBe("C2 (HIGH)");

    [Theory]
    [InlineData(70, "C2 (HIGH)")]
    [InlineData(69, "C3 (MEDIUM)")]
    [InlineData(40, "C3 (MEDIUM)")]
    [InlineData(39, "C4 (LOW)")]
    public void The_digit_follows_the_band(int weight, string label) =>
        LabelAfter(Item(1, weight, reliability: Reliability.C)).ShouldBe(label);

    [Fact]
    public void Two_independent_reliable_sources_that_agree_confirm() =>
        LabelAfter(Item(1, 40, origin: "CERT-NO"), Item(2, 40, origin: "CERT-DK")).ShouldBe("B1 (HIGH)");

    [Fact]
    public void One_origin_told_twice_does_not_confirm() =>
        LabelAfter(Item(1, 40, origin: "CERT-NO"), Item(2, 40, origin: "cert-no")).ShouldBe("B2 (HIGH)");

    [Fact]
    public void Sources_of_lesser_reliability_do_not_confirm() =>
        LabelAfter(
            Item(1, 40, reliability: Reliability.C, origin: "one"),
            Item(2, 40, reliability: Reliability.C, origin: "two"))
            .ShouldBe("C2 (HIGH)");

    [Fact]
    public void Two_contributors_without_a_named_origin_are_two_sources() =>
        Given(Proposed)
            .And(Add(Item(1, 40)))
            .When(Add(Item(2, 40), OtherAnalyst))
            .ThenOne<HypothesisEvent.ConfidenceRevised>().Confidence.Label.ShouldBe("B1 (HIGH)");

    [Fact]
    public void A_source_that_contradicts_does_not_confirm() =>
        LabelAfter(Item(1, 90, origin: "one"), Item(2, 10, Stance.Contradicts, origin: "two"))
            .ShouldBe("B2 (HIGH)");

    [Fact]
    public void A_withdrawn_source_no_longer_confirms() =>
        Given(Proposed)
            .And(Add(Item(1, 40, origin: "one")), Add(Item(2, 40, origin: "two")))
            .When(new WithdrawEvidence(Item(2).Id, Why, Analyst, Now))
            .ThenOne<HypothesisEvent.ConfidenceRevised>().Confidence.Label.ShouldBe("B3 (MEDIUM)");

    [Fact]
    public void What_machines_say_of_themselves_confirms_nothing_before_a_review()
    {
        var byMachines = Given(Proposed).And(
            Add(Item(1, 30, origin: "model one"), Machine),
            Add(Item(2, 30, origin: "model two"), Machine));

        byMachines.When(Add(Item(3, 1, origin: "CERT-NO")))
            .After.ShouldBeOfType<Hypothesis.Open>().Confidence.Credibility.ShouldBe(3);
        byMachines.When(new ReviewHypothesis(null, Analyst, Now))
            .ThenOne<HypothesisEvent.ConfidenceRevised>().Confidence.Credibility.ShouldBe(1);
    }

    private static string LabelAfter(params EvidenceItem[] items) =>
        Given(Proposed)
            .And([.. items[..^1].Select(item => Add(item))])
            .When(Add(items[^1]))
            .After.ShouldBeOfType<Hypothesis.Open>().Confidence.Label;
}
