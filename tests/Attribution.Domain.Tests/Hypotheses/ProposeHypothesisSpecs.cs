using Attribution.Domain.Campaigns;
using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class ProposeHypothesisSpecs
{
    private static readonly ProposeHypothesis Propose = new(
        HypothesisId, Tenant, CampaignId, CampaignStatus.Active, ActorId, "APT28", "Same loader", null, Analyst, Now);

    [Fact]
    public void A_hypothesis_starts_open_without_confidence()
    {
        var open = Given().When(Propose).Then(Proposed).After.ShouldBeOfType<Hypothesis.Open>();

        open.Confidence.Value.ShouldBe(0);
        open.Confidence.Label.ShouldBe("F6 (LOW)");
    }

    [Fact]
    public void Proposing_again_changes_nothing() => Given(Proposed).When(Propose).ThenNothing();

    [Fact]
    public void An_id_is_not_given_to_two_hypotheses() =>
        Given(Proposed)
            .When(Propose with { Campaign = OtherCampaignId })
            .ThenRejected("HYPOTHESIS_EXISTS", "id");

    [Fact]
    public void A_machine_cannot_claim_to_be_an_analyst() =>
        Given()
            .When(Propose with { By = Machine, Declared = Source.Analyst })
            .ThenOne<HypothesisEvent.Proposed>().Source.ShouldBe(Source.AiCopilot);

    [Fact]
    public void An_analyst_who_imports_what_a_machine_said_says_so() =>
        Given()
            .When(Propose with { Declared = Source.AiCopilot })
            .ThenOne<HypothesisEvent.Proposed>().Source.ShouldBe(Source.AiCopilot);

    [Fact]
    public void A_campaign_that_is_not_there_has_no_hypotheses() =>
        Given().When(Propose with { CampaignStatus = null }).ThenRejected("CAMPAIGN_NOT_FOUND", "campaign");

    [Fact]
    public void A_concluded_campaign_takes_no_hypothesis() =>
        Given().When(Propose with { CampaignStatus = CampaignStatus.Concluded }).ThenRejected("CAMPAIGN_CONCLUDED");

    [Theory]
    [InlineData("campaign--55555555-5555-4555-8555-555555555555")]
    [InlineData("APT28")]
    public void An_actor_is_named_by_its_id(string actor) =>
        Given().When(Propose with { Actor = actor }).ThenRejected("INVALID_ACTOR", "actor");

    [Fact]
    public void An_actor_has_a_name() =>
        Given().When(Propose with { ActorName = " " }).ThenRejected("EMPTY_TEXT", "actorName");
}
