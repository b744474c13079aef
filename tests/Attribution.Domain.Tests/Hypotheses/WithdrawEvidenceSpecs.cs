using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class WithdrawEvidenceSpecs
{
    private static readonly WithdrawEvidence Withdraw = new(Item(1).Id, Why, Analyst, Now);

    [Fact]
    public void A_withdrawn_item_leaves_the_score_and_stays_on_the_record()
    {
        var outcome = Given(Proposed).And(Add(Item(1, 30)), Add(Item(2, 25))).When(Withdraw);

        outcome.ThenOne<HypothesisEvent.EvidenceWithdrawn>().Reason.ShouldBe(Why);
        outcome.ThenOne<HypothesisEvent.ConfidenceRevised>().Cause
            .ShouldBe(new RevisionCause(CauseKind.EvidenceWithdrawn, Item(1).Id));
        outcome.ValueAfter().ShouldBe(25);
    }

    [Fact]
    public void A_contradiction_that_is_withdrawn_no_longer_weighs() =>
        Given(Proposed)
            .And(Add(Item(2, 50)), Add(Item(1, 20, Stance.Contradicts)))
            .When(Withdraw)
            .ValueAfter().ShouldBe(50);

    [Fact]
    public void Withdrawing_twice_changes_nothing() =>
        Given(Proposed).And(Add(Item(1)), Withdraw).When(Withdraw).ThenNothing();

    [Fact]
    public void An_item_is_never_withdrawn_without_a_reason() =>
        Given(Proposed)
            .And(Add(Item(1)))
            .When(Withdraw with { Reason = "" })
            .ThenRejected("REASON_REQUIRED", "reason");

    [Fact]
    public void An_item_that_is_not_there_is_not_found() =>
        Given(Proposed).When(Withdraw).ThenRejected("EVIDENCE_NOT_FOUND", "evidence");

    [Fact]
    public void A_withdrawn_artifact_can_be_brought_forward_again() =>
        Given(Proposed)
            .And(Add(Item(1)), Withdraw)
            .When(Add(Item(2) with { Artifacts = Item(1).Artifacts }))
            .ThenOne<HypothesisEvent.EvidenceAdded>();

    [Fact]
    public void An_artifact_that_another_item_still_names_is_not_new()
    {
        var both = Item(2) with { Artifacts = [.. Item(1).Artifacts, .. Item(2).Artifacts] };

        Given(Proposed)
            .And(Add(Item(1)), Add(both), Withdraw)
            .When(Add(Item(3) with { Artifacts = Item(1).Artifacts }))
            .ThenNothing();
    }

    [Fact]
    public void A_withdrawn_id_stays_taken() =>
        Given(Proposed)
            .And(Add(Item(1)), Withdraw)
            .When(Add(Item(1, weight: 77)))
            .ThenRejected("EVIDENCE_ID_TAKEN", "evidence.id");

    [Fact]
    public void A_resolved_hypothesis_keeps_its_evidence() =>
        Given(Proposed)
            .And(Add(Item(1)), new ResolveHypothesis(Resolution.Supported, Why, Analyst, Now))
            .When(Withdraw)
            .ThenRejected("HYPOTHESIS_RESOLVED");
}
