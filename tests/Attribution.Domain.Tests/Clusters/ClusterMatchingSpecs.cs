using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;

namespace Attribution.Domain.Tests.Clusters;

public sealed class ClusterMatchingSpecs
{
    private static readonly MatchPolicy Policy = new(ShareMin: 0.5, JaccardMin: 0.3);

    private static readonly Cluster Cluster =
        Sample.HintedCluster with { MemberIds = [.. Enumerable.Range(1, 4).Select(Sample.Uuid)] };

    private static readonly MatchCandidate Overlapping =
        new(Sample.CampaignId, CampaignStatus.Active, ["Night Ferry", "Ferryman"], SharedIndicators: 3, Indicators: 5);

    [Fact]
    public void Enough_overlap_is_proposed_to_an_analyst() =>
        Of(Cluster, Policy, Overlapping)
            .ShouldBe(new MatchOutcome.Propose(new ClusterMatch(Sample.CampaignId, 0.75, 0.5, IsNamed: false)));

    [Fact]
    public void By_policy_it_is_merged_at_once() =>
        Of(Cluster, Policy with { MergesAlone = true }, Overlapping).ShouldBeOfType<MatchOutcome.Merge>();

    [Theory]
    [InlineData(2, 4, true)]
    [InlineData(3, 9, true)]
    [InlineData(1, 1, false)]
    [InlineData(2, 9, false)]
    public void Both_thresholds_must_be_reached_and_equal_passes(int shared, int indicators, bool matches) =>
        (Of(Cluster, Policy, Overlapping with { SharedIndicators = shared, Indicators = indicators })
            is MatchOutcome.Propose).ShouldBe(matches);

    [Fact]
    public void A_concluded_campaign_is_no_match() =>
        Of(Cluster, Policy, Overlapping with { Status = CampaignStatus.Concluded }).ShouldBeOfType<MatchOutcome.New>();

    [Theory]
    [InlineData("night ferry", true)]
    [InlineData(" Ferryman ", true)]
    [InlineData("Ferry", false)]
    [InlineData(null, false)]
    public void The_suggested_name_matches_one_of_its_names_without_any_overlap(string? suggested, bool matches) =>
        (Of(
            Cluster with { SuggestedCampaign = suggested },
            Policy,
            Overlapping with { SharedIndicators = 0 }) is MatchOutcome.Propose).ShouldBe(matches);

    [Fact]
    public void What_an_analyst_decided_distinct_is_remembered() =>
        ClusterMatching.Of(Cluster, [Overlapping], Policy, new HashSet<Guid> { Sample.CampaignId })
            .ShouldBeOfType<MatchOutcome.New>();

    [Fact]
    public void The_best_overlap_wins() =>
        Of(
            Cluster,
            Policy,
            Overlapping,
            Overlapping with { Campaign = Sample.OtherCampaignId, SharedIndicators = 4 })
            .ShouldBeOfType<MatchOutcome.Propose>().Match.Campaign.ShouldBe(Sample.OtherCampaignId);

    [Fact]
    public void A_campaign_that_overlaps_goes_before_one_that_only_carries_the_name() =>
        Of(
            Cluster with { SuggestedCampaign = "Ferryman" },
            Policy,
            Overlapping with { SharedIndicators = 0 },
            Overlapping with { Campaign = Sample.OtherCampaignId, Names = ["Day Ferry"] })
            .ShouldBeOfType<MatchOutcome.Propose>().Match.Campaign.ShouldBe(Sample.OtherCampaignId);

    [Fact]
    public void A_cluster_without_members_matches_nothing_by_overlap() =>
        Of(Cluster with { MemberIds = [] }, new MatchPolicy(0, 0), Overlapping with { SharedIndicators = 0 })
            .ShouldBeOfType<MatchOutcome.New>();

    [Theory]
    [InlineData(80, 81, true)]
    [InlineData(80, 80, false)]
    [InlineData(null, 1, true)]
    [InlineData(null, 0, false)]
    public void A_batch_skips_strictly_lower_confidence_and_none_counts_as_zero(int? value, int minimum, bool skips)
    {
        var graded = Cluster with { Confidence = value is { } v ? new(default, 2, v) : null };

        (PromotionThreshold.SkipReason(graded, minimum) is not null).ShouldBe(skips);
    }

    private static MatchOutcome Of(Cluster cluster, MatchPolicy policy, params MatchCandidate[] candidates) =>
        ClusterMatching.Of(cluster, candidates, policy, ImmutableHashSet<Guid>.Empty);
}
