using Attribution.Domain.Confidence;
using Attribution.Domain.Hypotheses;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Hypotheses;

public sealed class CampaignAttributionSpecs
{
    [Fact]
    public void Without_a_supported_hypothesis_nobody_leads() =>
        CampaignAttribution.Of([Standing(1, 90, HypothesisStatus.Open), Standing(2, 80, HypothesisStatus.Refuted)])
            .ShouldBe(new CampaignAttribution(Leading: null, IsContested: false));

    [Fact]
    public void The_supported_hypothesis_of_the_highest_confidence_leads() =>
        CampaignAttribution.Of([Standing(1, 40), Standing(2, 75), Standing(3, 99, HypothesisStatus.Inconclusive)])
            .Leading!.Confidence.Value.ShouldBe(75);

    [Fact]
    public void Among_equals_the_earliest_resolution_leads() =>
        CampaignAttribution.Of([Standing(1, 75, daysAgo: 1), Standing(2, 75, daysAgo: 5), Standing(3, 75, daysAgo: 3)])
            .Leading!.Id.ShouldBe(Standing(2, 75).Id);

    [Fact]
    public void Two_supported_actors_are_legal_and_contested() =>
        CampaignAttribution.Of([Standing(1, 75), Standing(2, 40)]).IsContested.ShouldBeTrue();

    [Fact]
    public void Two_supported_hypotheses_for_one_actor_are_not_contested() =>
        CampaignAttribution.Of([Standing(1, 75), Standing(2, 40) with { Actor = Standing(1, 75).Actor }])
            .IsContested.ShouldBeFalse();

    private static HypothesisStanding Standing(
        int number,
        int value,
        HypothesisStatus status = HypothesisStatus.Supported,
        int daysAgo = 0) => new(
        Item(number).Id,
        $"threat-actor--{Uuid(number)}",
        status,
        new Assessment(Reliability.B, 2, value),
        Now - Duration.FromDays(daysAgo));
}
