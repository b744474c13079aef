using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class ReviewHypothesisSpecs
{
    private static readonly ReviewHypothesis Review = new("read the report", Analyst, Now);

    [Fact]
    public void A_review_that_moves_nothing_is_still_recorded() =>
        Given(Proposed)
            .When(Review)
            .Then(new HypothesisEvent.ReviewedByAnalyst("ada", "read the report", Analyst, Now));

    [Fact]
    public void The_same_person_reviews_the_same_evidence_once() =>
        Given(Proposed).And(Review).When(Review).ThenNothing();

    [Fact]
    public void Another_person_may_review_it_too() =>
        Given(Proposed)
            .And(Review)
            .When(Review with { By = OtherAnalyst })
            .ThenOne<HypothesisEvent.ReviewedByAnalyst>().Analyst.ShouldBe("grace");

    [Fact]
    public void New_evidence_of_a_machine_asks_the_same_person_again() =>
        Given(Proposed)
            .And(Review, Add(Item(1), Machine))
            .When(Review)
            .ThenOne<HypothesisEvent.ReviewedByAnalyst>();

    [Fact]
    public void A_resolved_hypothesis_is_not_reviewed() =>
        Given(Proposed)
            .And(new ResolveHypothesis(Resolution.Inconclusive, Why, Analyst, Now))
            .When(Review)
            .ThenRejected("HYPOTHESIS_RESOLVED");
}
