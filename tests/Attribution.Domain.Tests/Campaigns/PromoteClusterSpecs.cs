using Attribution.Domain.Campaigns;
using Attribution.Domain.Confidence;
using static Attribution.Domain.Tests.Campaigns.CampaignSpecs;
using static Attribution.Domain.Tests.Sample;

namespace Attribution.Domain.Tests.Campaigns;

public sealed class PromoteClusterSpecs
{
    [Fact]
    public void A_cluster_becomes_a_suspected_campaign()
    {
        var outcome = Given().When(Promote);

        outcome.After.Status.ShouldBe(CampaignStatus.Suspected);
        outcome.ThenOne<CampaignEvent.Promoted>().ShouldSatisfyAllConditions(
            promoted => promoted.Profile.Name.ShouldBe("cluster:ipv4-addr:apt28+botnet"),
            promoted => promoted.Profile.Description.ShouldBe(
                "Auto-promoted from cluster 0a-1b. Signals: shared_subnet:185.220.101.0/24; timing_proximity"),
            promoted => promoted.Indicators.ShouldBe([Indicator(1), Indicator(2)]),
            promoted => promoted.Tags.ShouldBe(["auto-promoted", "from-cluster"]),
            promoted => promoted.InitialConfidence.ShouldBe(HintedCluster.Confidence),
            promoted => promoted.Handling.Tlp.ShouldBe(Tlp.Amber),
            promoted => promoted.By.ShouldBe(Author.ClusterDetector));
    }

    [Theory]
    [InlineData("Operation Ferry", "label", "Operation Ferry")]
    [InlineData(null, "label", "label")]
    [InlineData(" ", " ", "Cluster 0a-1b")]
    [InlineData("\u200B", "label", "label")]
    public void The_name_is_the_suggested_one_then_the_label_then_the_id(
        string? suggested, string? label, string name) =>
        Promoting(HintedCluster with { SuggestedCampaign = suggested, Label = label }).Profile.Name.ShouldBe(name);

    [Fact]
    public void Without_an_id_the_description_says_so_and_nothing_empty_is_stored() =>
        Promoting(HintedCluster with { Id = "" }).ShouldSatisfyAllConditions(
            promoted => promoted.ClusterId.ShouldBeNull(),
            promoted => promoted.Profile.Description!.ShouldStartWith("Auto-promoted from a cluster without an id."));

    [Fact]
    public void An_empty_list_of_members_is_legal_and_stays_empty() =>
        Promoting(HintedCluster with { MemberIds = [] }).Indicators.ShouldBeEmpty();

    [Fact]
    public void Members_keep_their_order_each_once() =>
        Promoting(HintedCluster with { MemberIds = [Uuid(2), Indicator(1), Uuid(1), Uuid(2)] })
            .Indicators.ShouldBe([Indicator(2), Indicator(1)]);

    [Fact]
    public void A_member_that_is_no_indicator_makes_the_message_malformed() =>
        Given()
            .When(Promote with { Cluster = HintedCluster with { MemberIds = [Uuid(1), "malware--x"] } })
            .ThenRejected("INVALID_INDICATOR", "member_ids[1]");

    [Fact]
    public void Techniques_are_found_where_the_message_mentions_them() =>
        Promoting(HintedCluster with
        {
            Techniques = ["t1566", "T1003.001"],
            Label = "cluster:T1105:apt28",
            Signals = ["shared_technique:T1003.001", "shared_tags:['attack.t1059.003']"],
            Tags = ["T1021", "9T10999"],
        }).Techniques.ShouldBe(["T1566", "T1003.001", "T1105", "T1059.003", "T1021"]);

    [Fact]
    public void A_technique_that_no_release_knows_is_kept_and_flagged() =>
        Given()
            .When(Promote with
            {
                Cluster = HintedCluster with { Techniques = ["T1566", "T9999"] },
                Unrecognised = ["T9999"],
            })
            .ThenOne<CampaignEvent.Promoted>().ShouldSatisfyAllConditions(
                promoted => promoted.Techniques.ShouldBe(["T1566", "T9999"]),
                promoted => promoted.UnrecognisedTechniques.ShouldBe(["T9999"]));

    [Fact]
    public void The_suggested_actor_is_kept_as_a_hint_and_associates_nobody()
    {
        var outcome = Given().When(Promote);

        outcome.ThenOne<CampaignEvent.Promoted>().SuggestedActor!.Label.ShouldBe("apt28");
        outcome.After.ShouldBeOfType<Campaign.Open>().Links.Actors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null, Tlp.Amber)]
    [InlineData(Tlp.Green, null, Tlp.Green)]
    [InlineData(null, Tlp.Red, Tlp.Red)]
    [InlineData(Tlp.Green, Tlp.AmberStrict, Tlp.AmberStrict)]
    [InlineData(Tlp.Red, Tlp.Clear, Tlp.Red)]
    public void The_label_is_amber_unless_given_and_never_wider_than_either(Tlp? asked, Tlp? told, Tlp label) =>
        Given()
            .When(Promote with { Classification = asked, Cluster = HintedCluster with { Classification = told } })
            .ThenOne<CampaignEvent.Promoted>().Handling.Tlp.ShouldBe(label);

    [Fact]
    public void Tags_of_the_message_follow_the_markers() =>
        Promoting(HintedCluster with { Tags = ["botnet", "From-Cluster"] })
            .Tags.ShouldBe(["auto-promoted", "from-cluster", "botnet"]);

    [Fact]
    public void The_same_cluster_again_changes_nothing() =>
        Given(Promoted).When(Promote with { Id = OtherCampaignId }).ThenNothing();

    [Fact]
    public void New_members_of_a_known_cluster_are_merged() =>
        Given(Promoted)
            .When(Promote with { Cluster = HintedCluster with { MemberIds = [Uuid(2), Uuid(7)] } })
            .ThenOne<CampaignEvent.ClusterMerged>().Indicators.ShouldBe([Indicator(7)]);

    [Fact]
    public void A_redelivery_to_a_concluded_campaign_changes_nothing() =>
        Given(Promoted, Concluded).When(Promote).ThenNothing();

    [Fact]
    public void Another_cluster_does_not_take_the_id_of_a_campaign() =>
        Given(Promoted)
            .When(Promote with { Cluster = HintedCluster with { Id = "other" } })
            .ThenRejected("CAMPAIGN_EXISTS", "id");

    [Fact]
    public void Another_cluster_does_not_reach_a_concluded_campaign_by_its_id() =>
        Given(Promoted, Concluded)
            .When(Promote with { Cluster = HintedCluster with { Id = "other" } })
            .ThenRejected("CAMPAIGN_EXISTS", "id");

    [Fact]
    public void A_confidence_out_of_range_makes_the_message_malformed() =>
        Given()
            .When(Promote with { Cluster = HintedCluster with { Confidence = new(Reliability.A, 1, 101) } })
            .ThenRejected("CONFIDENCE_OUT_OF_RANGE", "confidence.value");

    [Fact]
    public void A_machine_that_promotes_can_see_what_it_promoted_to_red() =>
        Given()
            .When(Promote with { Classification = Tlp.Red })
            .ThenOne<CampaignEvent.Promoted>().Handling.Recipients.ShouldBe(["cluster_detector"]);

    private static CampaignEvent.Promoted Promoting(Attribution.Domain.Clusters.Cluster cluster) =>
        Given().When(Promote with { Cluster = cluster }).ThenOne<CampaignEvent.Promoted>();
}
