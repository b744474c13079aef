using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class ResolveHypothesisSpecs
{
    [Theory]
    [InlineData(Resolution.Supported)]
    [InlineData(Resolution.Refuted)]
    [InlineData(Resolution.Inconclusive)]
    public void An_open_hypothesis_is_resolved(Resolution resolution) =>
        Given(Proposed)
            .And(Add(Item(1)))
            .When(As(resolution))
            .Then(new HypothesisEvent.Resolved(resolution, Why, Analyst, Now));

    [Fact]
    public void Nothing_is_supported_without_supporting_evidence() =>
        Given(Proposed)
            .And(Add(Item(1, stance: Stance.Contradicts)))
            .When(As(Resolution.Supported))
            .ThenRejected("NO_SUPPORTING_EVIDENCE");

    [Fact]
    public void Withdrawn_evidence_supports_nothing() =>
        Given(Proposed)
            .And(Add(Item(1)), new WithdrawEvidence(Item(1).Id, Why, Analyst, Now))
            .When(As(Resolution.Supported))
            .ThenRejected("NO_SUPPORTING_EVIDENCE");

    [Fact]
    public void The_answer_it_has_already_changes_nothing() =>
        Given(Proposed).And(As(Resolution.Refuted)).When(As(Resolution.Refuted)).ThenNothing();

    [Fact]
    public void A_resolved_hypothesis_gets_no_other_answer() =>
        Given(Proposed)
            .And(As(Resolution.Refuted))
            .When(As(Resolution.Inconclusive))
            .ThenRejected("HYPOTHESIS_RESOLVED");

    [Fact]
    public void An_answer_that_is_none_is_refused() =>
        Given(Proposed).When(As((Resolution)3)).ThenRejected("INVALID_RESOLUTION", "resolution");

    [Fact]
    public void An_answer_without_a_reason_is_refused() =>
        Given(Proposed)
            .When(As(Resolution.Refuted) with { Reason = "" })
            .ThenRejected("REASON_REQUIRED", "reason");

    [Fact]
    public void A_machine_may_give_up_on_its_own_idea() =>
        Given(Proposal(Machine))
            .When(As(Resolution.Inconclusive) with { By = Machine })
            .ThenOne<HypothesisEvent.Resolved>();

    [Fact]
    public void A_hypothesis_that_does_not_exist_is_not_found() =>
        Given().When(As(Resolution.Refuted)).ThenRejected("HYPOTHESIS_NOT_FOUND");

    private static ResolveHypothesis As(Resolution resolution) => new(resolution, Why, Analyst, Now);
}
