using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class AddEvidenceSpecs
{
    [Fact]
    public void Evidence_is_recorded_and_scored_anew_with_model_inputs_and_cause()
    {
        var item = Item(1, weight: 45);

        Given(Proposed).When(Add(item)).Then(
            new HypothesisEvent.EvidenceAdded(item, Analyst, Now),
            new HypothesisEvent.ConfidenceRevised(
                new Assessment(Reliability.B, 3, 45, "1 supporting (weight 45), 0 contradicting (weight 0)"),
                "additive-1",
                new ScoringInputs(45, 0, 0, 1, 0, 0, 1, CeilingHeld: false),
                new RevisionCause(CauseKind.EvidenceAdded, item.Id),
                Reason: null,
                Analyst,
                Now));
    }

    [Fact]
    public void The_weight_is_ten_unless_given() => Given(Proposed).When(Add(Item(1))).ValueAfter().ShouldBe(10);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(int.MinValue)]
    public void A_weight_out_of_range_is_malformed(int weight) =>
        Given(Proposed).When(Add(Item(1, weight))).ThenRejected("WEIGHT_OUT_OF_RANGE", "evidence.weight");

    [Fact]
    public void The_score_is_what_supports_less_what_contradicts() =>
        Given(Proposed)
            .And(Add(Item(1, 50)), Add(Item(2, 30)))
            .When(Add(Item(3, 25, Stance.Contradicts)))
            .ValueAfter().ShouldBe(55);

    [Fact]
    public void The_score_never_falls_below_zero() =>
        Given(Proposed)
            .And(Add(Item(1, 50)))
            .When(Add(Item(2, 80, Stance.Contradicts)))
            .ValueAfter().ShouldBe(0);

    [Fact]
    public void The_score_never_rises_above_a_hundred() =>
        Given(Proposed).And(Add(Item(1, 90))).When(Add(Item(2, 90))).ValueAfter().ShouldBe(100);

    [Fact]
    public void What_goes_beyond_a_hundred_still_counts_against_a_contradiction() =>
        Given(Proposed)
            .And(Add(Item(1, 90)), Add(Item(2, 90)))
            .When(Add(Item(3, 80, Stance.Contradicts)))
            .ValueAfter().ShouldBe(100);

    [Fact]
    public void A_score_that_stays_the_same_is_not_revised() =>
        Given(Proposed)
            .And(Add(Item(1, 90, reliability: Reliability.C)), Add(Item(2, 90, reliability: Reliability.C)))
            .When(Add(Item(3, 5, reliability: Reliability.C)))
            .Then(new HypothesisEvent.EvidenceAdded(Item(3, 5, reliability: Reliability.C), Analyst, Now));

    [Fact]
    public void The_same_artifact_and_kind_twice_changes_nothing() =>
        Given(Proposed)
            .And(Add(Item(1)))
            .When(Add(Item(2) with { Artifacts = Item(1).Artifacts, Kind = " Malware-Similarity" }, OtherAnalyst))
            .ThenNothing();

    [Fact]
    public void An_artifact_that_one_sees_for_and_another_against_is_recorded_twice() =>
        Given(Proposed)
            .And(Add(Item(1)))
            .When(Add(Item(2, stance: Stance.Contradicts) with { Artifacts = Item(1).Artifacts }))
            .ThenOne<HypothesisEvent.EvidenceAdded>();

    [Fact]
    public void The_same_artifact_of_another_kind_is_new_evidence() =>
        Given(Proposed)
            .And(Add(Item(1)))
            .When(Add(Item(2) with { Artifacts = Item(1).Artifacts, Kind = "infrastructure_overlap" }))
            .ThenOne<HypothesisEvent.EvidenceAdded>();

    [Fact]
    public void Adding_the_same_item_again_changes_nothing() =>
        Given(Proposed).And(Add(Item(1))).When(Add(Item(1))).ThenNothing();

    [Fact]
    public void An_id_is_not_given_to_two_items()
    {
        var given = Given(Proposed).And(Add(Item(1)));

        given.When(Add(Item(1, weight: 99))).ThenRejected("EVIDENCE_ID_TAKEN", "evidence.id");
        given.When(Add(Item(1) with { Artifacts = ["another"] })).ThenRejected("EVIDENCE_ID_TAKEN", "evidence.id");
    }

    [Fact]
    public void Evidence_on_a_resolved_hypothesis_is_refused() =>
        Given(Proposed)
            .And(new ResolveHypothesis(Resolution.Refuted, Why, Analyst, Now))
            .When(Add(Item(1)))
            .ThenRejected("HYPOTHESIS_RESOLVED");

    [Fact]
    public void A_concluded_campaign_takes_no_new_evidence() =>
        Given(Proposed)
            .When(Add(Item(1)) with { CampaignStatus = CampaignStatus.Concluded })
            .ThenRejected("CAMPAIGN_CONCLUDED");

    [Fact]
    public void Evidence_for_nothing_is_not_found() =>
        Given().When(Add(Item(1))).ThenRejected("HYPOTHESIS_NOT_FOUND");

    [Fact]
    public void An_observation_in_the_future_is_refused() =>
        Given(Proposed)
            .When(Add(Item(1) with { ObservedAt = Now + Duration.FromDays(1) }))
            .ThenRejected("FUTURE_DATE", "evidence.observedAt");

    [Theory]
    [InlineData((Reliability)6, 2, "INVALID_RELIABILITY", "evidence.reliability")]
    [InlineData(Reliability.A, 0, "INVALID_CREDIBILITY", "evidence.credibility")]
    [InlineData(Reliability.A, 7, "INVALID_CREDIBILITY", "evidence.credibility")]
    public void Every_item_is_graded_by_itself(Reliability letter, int digit, string code, string field) =>
        Given(Proposed)
            .When(Add(Item(1) with { Reliability = letter, Credibility = digit }))
            .ThenRejected(code, field);

    [Fact]
    public void Evidence_has_a_kind() =>
        Given(Proposed).When(Add(Item(1) with { Kind = "" })).ThenRejected("EMPTY_TEXT", "evidence.kind");
}
