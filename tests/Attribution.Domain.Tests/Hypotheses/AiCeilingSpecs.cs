using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

/// <summary>Every way a machine might try to lift a hypothesis above 60 before an analyst has reviewed it.</summary>
public sealed class AiCeilingSpecs
{
    private static readonly ReviewHypothesis Review = new("checked the samples", Analyst, Now);

    [Fact]
    public void Machine_evidence_lifts_a_machine_hypothesis_to_sixty_and_no_further()
    {
        var outcome = Given(Proposal(Machine)).And(Add(Item(1, 50), Machine)).When(Add(Item(2, 50), Machine));

        outcome.ValueAfter().ShouldBe(60);
        outcome.ThenOne<HypothesisEvent.ConfidenceRevised>().Inputs.CeilingHeld.ShouldBeTrue();
    }

    [Fact]
    public void Analyst_evidence_does_not_lift_a_machine_hypothesis_without_a_review() =>
        Given(Proposal(Machine)).When(Add(Item(1, 100))).ValueAfter().ShouldBe(60);

    [Fact]
    public void The_cluster_detector_is_a_machine() =>
        Given(Proposal(Author.ClusterDetector)).When(Add(Item(1, 100))).ValueAfter().ShouldBe(60);

    [Fact]
    public void Machine_evidence_does_not_lift_an_analysts_hypothesis_above_sixty() =>
        Given(Proposed).When(Add(Item(1, 100), Machine)).ValueAfter().ShouldBe(60);

    [Fact]
    public void What_analysts_brought_alone_may_stand_above_sixty_and_machines_add_nothing_to_it() =>
        Given(Proposed)
            .And(Add(Item(1, 75)))
            .When(Add(Item(2, 20), Machine))
            .ValueAfter().ShouldBe(75);

    [Fact]
    public void Machine_evidence_does_not_make_up_for_what_contradicts() =>
        Given(Proposed)
            .And(Add(Item(1, 90)), Add(Item(2, 50, Stance.Contradicts)))
            .When(Add(Item(3, 50), Machine))
            .ValueAfter().ShouldBe(60);

    [Theory]
    [InlineData(Source.Analyst)]
    [InlineData(Source.ClusterDetector)]
    public void A_machine_does_not_pass_its_evidence_off_as_someone_elses(Source claimed) =>
        Given(Proposed)
            .When(Add(Item(1, 100, source: claimed), Machine))
            .ThenOne<HypothesisEvent.EvidenceAdded>().Evidence.Source.ShouldBe(Source.AiCopilot);

    [Theory]
    [InlineData("ai_copilot")]
    [InlineData("AI-Copilot")]
    [InlineData("aiCopilot")]
    [InlineData("AI COPILOT")]
    [InlineData("llm")]
    [InlineData("analyst2")]
    [InlineData("\u0430nalyst")]
    [InlineData("1")]
    public void An_import_that_names_a_machine_in_any_spelling_is_under_the_ceiling(string spelling)
    {
        var imported = Item(1, 100, source: Sources.Declared(spelling) ?? Source.Analyst);

        var value = Given(Proposed).When(Add(imported)).ValueAfter();

        value.ShouldBe(60);
    }

    [Fact]
    public void A_machine_cannot_review() =>
        Given(Proposal(Machine)).When(Review with { By = Machine }).ThenRejected("ANALYST_REQUIRED");

    [Fact]
    public void A_machine_cannot_revise() =>
        Given(Proposal(Machine))
            .When(new ReviseConfidence(50, Why, Machine, Now))
            .ThenRejected("ANALYST_REQUIRED");

    [Fact]
    public void A_machine_cannot_resolve_its_own_hypothesis_as_supported() =>
        Given(Proposal(Machine))
            .And(Add(Item(1), Machine))
            .When(new ResolveHypothesis(Resolution.Supported, Why, Machine, Now))
            .ThenRejected("ANALYST_REQUIRED");

    [Fact]
    public void A_machine_cannot_reopen() =>
        Given(Proposed)
            .And(new ResolveHypothesis(Resolution.Refuted, Why, Analyst, Now))
            .When(new ReopenHypothesis(Why, Machine, Now))
            .ThenRejected("ANALYST_REQUIRED");

    [Fact]
    public void A_machine_cannot_lift_it_by_withdrawing_an_analysts_contradiction() =>
        Given(Proposed)
            .And(Add(Item(1, 90)), Add(Item(2, 50, Stance.Contradicts)))
            .When(new WithdrawEvidence(Item(2).Id, Why, Machine, Now))
            .ThenRejected("ANALYST_REQUIRED");

    [Fact]
    public void A_machine_takes_back_support_that_it_brought_itself() =>
        Given(Proposed)
            .And(Add(Item(1, 50), Machine))
            .When(new WithdrawEvidence(Item(1).Id, Why, Machine, Now))
            .ValueAfter().ShouldBe(0);

    [Fact]
    public void A_machine_cannot_lift_it_by_withdrawing_a_contradiction_that_an_analyst_has_made_up_for() =>
        Given(Proposed)
            .And(
                Add(Item(1, 60)),
                Add(Item(2, 50, Stance.Contradicts), Machine),
                new ReviseConfidence(55, Why, Analyst, Now))
            .When(new WithdrawEvidence(Item(2).Id, Why, Machine, Now))
            .ThenRejected("ANALYST_REQUIRED");

    [Fact]
    public void An_analyst_does_not_revise_above_sixty_what_nobody_reviewed() =>
        Given(Proposal(Machine))
            .When(new ReviseConfidence(61, Why, Analyst, Now))
            .ThenRejected("REVIEW_REQUIRED", "value");

    [Fact]
    public void An_analyst_does_not_revise_above_sixty_while_machines_evidence_waits_for_a_review() =>
        Given(Proposed)
            .And(Add(Item(1, 10), Machine))
            .When(new ReviseConfidence(61, Why, Analyst, Now))
            .ThenRejected("REVIEW_REQUIRED", "value");

    [Fact]
    public void What_was_withdrawn_before_a_review_stays_out_of_the_score() =>
        Given(Proposed)
            .And(Add(Item(1, 90), Machine), new WithdrawEvidence(Item(1).Id, Why, Analyst, Now), Review)
            .When(Add(Item(2, 10)))
            .ValueAfter().ShouldBe(10);

    [Fact]
    public void An_analyst_revises_to_sixty_without_a_review() =>
        Given(Proposal(Machine)).When(new ReviseConfidence(60, Why, Analyst, Now)).ValueAfter().ShouldBe(60);

    [Fact]
    public void A_revision_is_no_review_machines_add_nothing_above_sixty_after_it() =>
        Given(Proposed)
            .And(new ReviseConfidence(58, Why, Analyst, Now))
            .When(Add(Item(1, 40), Machine))
            .ValueAfter().ShouldBe(60);

    [Fact]
    public void A_review_names_the_person_and_lifts_the_ceiling()
    {
        var outcome = Given(Proposal(Machine)).And(Add(Item(1, 95), Machine)).When(Review);

        outcome.ThenOne<HypothesisEvent.ReviewedByAnalyst>().Analyst.ShouldBe("ada");
        outcome.ThenOne<HypothesisEvent.ConfidenceRevised>().Cause.Kind.ShouldBe(CauseKind.ReviewedByAnalyst);
        outcome.ValueAfter().ShouldBe(95);
    }

    [Fact]
    public void What_a_machine_adds_after_a_review_waits_for_the_next_one() =>
        Given(Proposal(Machine))
            .And(Review)
            .When(Add(Item(1, 100), Machine))
            .ValueAfter().ShouldBe(60);

    [Fact]
    public void What_was_reviewed_keeps_its_value_when_a_machine_adds_more() =>
        Given(Proposal(Machine))
            .And(Add(Item(1, 80), Machine), Review)
            .When(Add(Item(2, 20), Machine))
            .ValueAfter().ShouldBe(80);

    [Fact]
    public void Reopening_is_no_review() =>
        Given(Proposal(Machine))
            .And(
                Add(Item(1, 90), Machine),
                new ResolveHypothesis(Resolution.Supported, Why, Analyst, Now),
                new ReopenHypothesis(Why, Analyst, Now))
            .When(Add(Item(2, 10)))
            .After.ShouldBeOfType<Hypothesis.Open>().Confidence.Value.ShouldBe(60);

    [Fact]
    public void A_reviewed_item_that_is_withdrawn_leaves_nothing_behind() =>
        Given(Proposed)
            .And(Add(Item(1, 90), Machine), Review)
            .When(new WithdrawEvidence(Item(1).Id, Why, Analyst, Now))
            .ValueAfter().ShouldBe(0);
}
