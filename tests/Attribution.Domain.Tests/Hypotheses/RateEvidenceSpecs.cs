using Attribution.Domain.Evidence;
using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class RateEvidenceSpecs
{
    private static readonly RateEvidence Rate =
        new(Item(1).Id, ExistsElsewhere: true, Consistency.Inconsistent, Why, Analyst, Now);

    [Fact]
    public void An_item_filed_elsewhere_is_rated_here() =>
        Given(Proposed)
            .When(Rate)
            .Then(new HypothesisEvent.EvidenceRated(Item(1).Id, Consistency.Inconsistent, Why, Analyst, Now));

    [Fact]
    public void A_rating_moves_no_score() =>
        Given(Proposed)
            .And(Add(Item(1, 30)))
            .When(Rate with { ExistsElsewhere = false })
            .ValueAfter().ShouldBe(30);

    [Fact]
    public void The_same_rating_twice_changes_nothing() => Given(Proposed).And(Rate).When(Rate).ThenNothing();

    [Fact]
    public void A_rating_can_be_changed() =>
        Given(Proposed)
            .And(Rate)
            .When(Rate with { Consistency = Consistency.NotApplicable })
            .ThenOne<HypothesisEvent.EvidenceRated>();

    [Fact]
    public void An_item_that_is_not_there_is_not_rated() =>
        Given(Proposed).When(Rate with { ExistsElsewhere = false }).ThenRejected("EVIDENCE_NOT_FOUND", "evidence");

    [Fact]
    public void A_rating_that_does_not_exist_is_refused() =>
        Given(Proposed)
            .When(Rate with { Consistency = (Consistency)4 })
            .ThenRejected("INVALID_CONSISTENCY", "consistency");
}
