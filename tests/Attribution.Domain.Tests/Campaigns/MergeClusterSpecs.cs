using Attribution.Domain.Campaigns;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class MergeClusterSpecs
{
    private static readonly MergeCluster Merge = new(HintedCluster, AllRecognised, Analyst, Now);

    [Fact]
    public void A_merge_adds_the_cluster_and_its_indicators_in_order() =>
        Given(Created, new CampaignEvent.IndicatorsLinked([Indicator(1)], Analyst, Now))
            .When(Merge)
            .Then(new CampaignEvent.ClusterMerged("0a-1b", [Indicator(2)], [], [], null, null, Analyst, Now));

    [Fact]
    public void A_merge_leaves_status_and_attribution_alone()
    {
        var after = Given(Created, Activated).When(Merge).After.ShouldBeOfType<Campaign.Open>();

        after.Status.ShouldBe(CampaignStatus.Active);
        after.Links.Actors.ShouldBeEmpty();
        after.Profile.ShouldBe(Profile);
    }

    [Fact]
    public void Merging_twice_changes_nothing() => Given(Created).And(Merge).When(Merge).ThenNothing();

    [Fact]
    public void A_merge_stretches_the_window_of_observation()
    {
        var seen = HintedCluster with { FirstSeen = Now - Duration.FromDays(30), LastSeen = Now };

        var after = Given(Created).When(Merge with { Cluster = seen }).After.ShouldBeOfType<Campaign.Open>();

        after.Profile.FirstSeen.ShouldBe(seen.FirstSeen);
        after.Profile.LastSeen.ShouldBe(seen.LastSeen);
    }

    [Fact]
    public void A_merge_into_a_concluded_campaign_is_refused_and_points_to_resurfacing() =>
        GivenConcluded().When(Merge).Decision.Rejection.ShouldNotBeNull().ShouldSatisfyAllConditions(
            rejection => rejection.Code.ShouldBe("CAMPAIGN_CONCLUDED"),
            rejection => rejection.Message.ShouldContain("resurface"));

    [Fact]
    public void A_cluster_with_a_narrower_label_is_not_merged_into_a_campaign_with_a_wider_one() =>
        Given(Created)
            .When(Merge with { Cluster = HintedCluster with { Classification = Tlp.AmberStrict } })
            .ThenRejected("CLUSTER_TOO_NARROW", "classification");

    [Fact]
    public void A_cluster_with_the_campaigns_own_label_is_merged() =>
        Given(Created)
            .When(Merge with { Cluster = HintedCluster with { Classification = Tlp.Amber } })
            .ThenOne<CampaignEvent.ClusterMerged>();

    [Fact]
    public void A_delivery_that_only_says_since_when_stretches_the_window() =>
        Given(Created).And(Merge)
            .When(Merge with { Cluster = HintedCluster with { FirstSeen = Now - Duration.FromDays(30) } })
            .ThenOne<CampaignEvent.ClusterMerged>().FirstSeen.ShouldBe(Now - Duration.FromDays(30));

    [Fact]
    public void Another_cluster_of_the_same_members_is_remembered() =>
        Given(Created).And(Merge)
            .When(Merge with { Cluster = HintedCluster with { Id = "2c" } })
            .Then(new CampaignEvent.ClusterMerged("2c", [], [], [], null, null, Analyst, Now));

    [Fact]
    public void A_malformed_cluster_is_refused_as_such_also_by_a_concluded_campaign() =>
        GivenConcluded()
            .When(Merge with { Cluster = HintedCluster with { MemberIds = ["no uuid"] } })
            .ThenRejected("INVALID_INDICATOR", "member_ids[0]");

    [Fact]
    public void A_merge_into_nothing_is_not_found() => Given().When(Merge).ThenRejected("CAMPAIGN_NOT_FOUND");

    [Fact]
    public void A_cluster_without_an_id_adds_its_indicators_and_no_cluster()
    {
        var outcome = Given(Created).When(Merge with { Cluster = HintedCluster with { Id = null } });

        outcome.ThenOne<CampaignEvent.ClusterMerged>().ClusterId.ShouldBeNull();
        outcome.After.ShouldBeOfType<Campaign.Open>().Links.Clusters.ShouldBeEmpty();
    }
}
