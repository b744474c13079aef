using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Hypotheses.HypothesisSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class SuggestedHypothesisSpecs
{
    private static readonly CampaignEvent.Promoted FromCluster = (CampaignEvent.Promoted)Promoted;

    [Fact]
    public void The_suggested_actor_opens_a_hypothesis_of_the_cluster_detector()
    {
        var proposed = Given()
            .When(SuggestedHypothesis.From(FromCluster)!)
            .ThenOne<HypothesisEvent.Proposed>();

        proposed.Source.ShouldBe(Source.ClusterDetector);
        proposed.Campaign.ShouldBe(CampaignId);
        proposed.ActorName.ShouldBe("apt28");
        proposed.Actor.ShouldBe(SuggestedActor.ActorIdFor(Tenant, "APT28"));
    }

    [Fact]
    public void It_is_the_detectors_even_when_an_analyst_promotes() =>
        Given()
            .When(SuggestedHypothesis.From(FromCluster with { By = Analyst })!)
            .ThenOne<HypothesisEvent.Proposed>().Source.ShouldBe(Source.ClusterDetector);

    [Fact]
    public void A_redelivered_promotion_proposes_it_once() =>
        Given()
            .And(SuggestedHypothesis.From(FromCluster)!)
            .When(SuggestedHypothesis.From(FromCluster)!)
            .ThenNothing();

    [Fact]
    public void A_cluster_that_hints_at_nobody_opens_none() =>
        SuggestedHypothesis.From(FromCluster with { SuggestedActor = null }).ShouldBeNull();
}
