using Attribution.Domain.Diamond;

namespace Attribution.Domain.Tests.Diamond;

public sealed class DiamondAnalysisSpecs
{
    private const string Campaign = "campaign--1";

    private static readonly GraphNode[] Nodes =
    [
        new(Campaign, "campaign"),
        new("campaign--2", "campaign"),
        new("intrusion-set--1", "intrusion-set", "Ferryman"),
        new("intrusion-set--2", "intrusion-set", "Other"),
        new("attack-pattern--1", "attack-pattern", "Phishing", ["initial-access"]),
        new("attack-pattern--2", "attack-pattern", "Web Protocols", ["command-and-control"]),
        new("malware--1", "malware", "Loader"),
        new("malware--2", "malware", "Second stage"),
        new("malware--3", "malware", "Third stage"),
        new("malware--4", "malware", "Fourth stage"),
        new("indicator--1", "indicator", null, default, "[domain-name:value = 'ferry.example']"),
        new("indicator--2", "indicator", null, default, "[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']"),
        new("ipv4-addr--1", "ipv4-addr", null, default, "192.0.2.7"),
        new("indicator--3", "indicator"),
        new("indicator--4", "indicator", Corner: Corner.Infrastructure),
        new("identity--1", "identity", "Port of Oslo"),
        new("identity--2", "identity", "Bystander"),
        new("infrastructure--1", "infrastructure", "Relay"),
    ];

    [Fact]
    public void Corners_are_inferred_from_what_the_relationships_say()
    {
        var set = Infer(
            new(Campaign, "attributed-to", "intrusion-set--1"),
            new(Campaign, "uses", "malware--1"),
            new("malware--1", "communicates-with", "ipv4-addr--1"),
            new(Campaign, "targets", "identity--1"),
            new("indicator--1", "indicates", Campaign)).ShouldHaveSingleItem();

        set.Adversary!.Name.ShouldBe("Ferryman");
        Ids(set.Capabilities).ShouldBe(["malware--1"]);
        Ids(set.Infrastructure).ShouldBe(["indicator--1", "ipv4-addr--1"]);
        Ids(set.Victims).ShouldBe(["identity--1"]);
    }

    /// <summary>STIX 2.1, 4.11: these lead from malware to infrastructure.</summary>
    [Theory]
    [InlineData("beacons-to")]
    [InlineData("exfiltrate-to")]
    [InlineData("communicates-with")]
    public void Where_malware_reaches_out_to_is_infrastructure(string relationship) =>
        Ids(Infer(
                new(Campaign, "uses", "malware--1"),
                new("malware--1", relationship, "infrastructure--1"))
            .ShouldHaveSingleItem().Infrastructure).ShouldBe(["infrastructure--1"]);

    [Fact]
    public void Missing_corners_stay_empty()
    {
        var set = Infer(new GraphEdge(Campaign, "uses", "malware--1")).ShouldHaveSingleItem();

        set.Adversary.ShouldBeNull();
        set.Infrastructure.ShouldBeEmpty();
        set.Victims.ShouldBeEmpty();
        set.Result.ShouldBe(DiamondResult.Unknown);
        set.ConfidencePercent.ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_inferred_from_nothing() => Infer().ShouldBeEmpty();

    [Fact]
    public void What_belongs_to_a_phase_stands_in_a_set_of_its_own()
    {
        var sets = Infer(
            new(Campaign, "attributed-to", "intrusion-set--1"),
            new(Campaign, "uses", "attack-pattern--1"),
            new(Campaign, "uses", "attack-pattern--2"),
            new("indicator--1", "indicates", Campaign),
            new("indicator--1", "indicates", "attack-pattern--2"));

        sets.Select(set => set.Phase).ShouldBe(["command-and-control", "initial-access"]);
        sets.ShouldAllBe(set => set.Adversary!.Id == "intrusion-set--1");
        Ids(sets[0].Infrastructure).ShouldBe(["indicator--1"]);
        sets[1].Infrastructure.ShouldBeEmpty();
    }

    [Fact]
    public void An_indicator_of_a_file_is_a_capability() =>
        Ids(Infer(new GraphEdge("indicator--2", "indicates", Campaign)).ShouldHaveSingleItem().Capabilities)
            .ShouldBe(["indicator--2"]);

    [Fact]
    public void An_indicator_of_which_nobody_knows_what_it_is_about_stands_in_no_corner() =>
        Infer(new GraphEdge("indicator--3", "indicates", Campaign)).ShouldBeEmpty();

    [Fact]
    public void An_indicator_that_is_known_to_be_infrastructure_needs_no_pattern() =>
        Ids(Infer(new GraphEdge("indicator--4", "indicates", Campaign)).ShouldHaveSingleItem().Infrastructure)
            .ShouldBe(["indicator--4"]);

    [Fact]
    public void What_the_adversary_does_elsewhere_is_another_campaigns_story()
    {
        var set = Infer(
            new(Campaign, "attributed-to", "intrusion-set--1"),
            new("intrusion-set--1", "uses", "malware--1"),
            new("intrusion-set--1", "targets", "identity--2"),
            new("campaign--2", "attributed-to", "intrusion-set--1")).ShouldHaveSingleItem();

        set.Capabilities.ShouldBeEmpty();
        set.Victims.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_malware_targets_elsewhere_is_no_victim_of_this_campaign() =>
        Infer(new(Campaign, "uses", "malware--1"), new("malware--1", "targets", "identity--2"))
            .ShouldHaveSingleItem().Victims.ShouldBeEmpty();

    [Fact]
    public void Whom_others_attribute_the_malware_to_is_no_adversary_of_this_campaign() =>
        Infer(new(Campaign, "uses", "malware--1"), new("malware--1", "attributed-to", "intrusion-set--1"))
            .ShouldHaveSingleItem().Adversary.ShouldBeNull();

    [Fact]
    public void What_is_more_than_three_relationships_away_neither_stands_in_it_nor_lends_its_phase()
    {
        var set = Infer(
            new(Campaign, "uses", "malware--1"),
            new("malware--1", "drops", "malware--2"),
            new("malware--2", "drops", "malware--3"),
            new("malware--3", "drops", "malware--4"),
            new("malware--3", "uses", "attack-pattern--1")).ShouldHaveSingleItem();

        Ids(set.Capabilities).ShouldBe(["malware--1", "malware--2", "malware--3"]);
        set.Phase.ShouldBeNull();
    }

    [Fact]
    public void An_indicator_of_the_technique_alone_belongs_to_anybody() =>
        Infer(
            new(Campaign, "uses", "attack-pattern--2"),
            new("indicator--1", "indicates", "attack-pattern--2"))
            .ShouldHaveSingleItem().Infrastructure.ShouldBeEmpty();

    [Fact]
    public void The_adversary_is_the_one_attributed_with_the_most_confidence() =>
        Infer(
            new(Campaign, "attributed-to", "intrusion-set--1", Confidence: 30),
            new(Campaign, "attributed-to", "intrusion-set--2", Confidence: 80))
            .ShouldHaveSingleItem().Adversary!.Name.ShouldBe("Other");

    [Fact]
    public void An_attribution_stated_twice_is_as_sure_as_its_surest_statement() =>
        Infer(
            new(Campaign, "attributed-to", "intrusion-set--1", Confidence: 10),
            new(Campaign, "attributed-to", "intrusion-set--1", Confidence: 90),
            new(Campaign, "attributed-to", "intrusion-set--2", Confidence: 50))
            .ShouldHaveSingleItem().Adversary!.Name.ShouldBe("Ferryman");

    [Fact]
    public void The_confidence_is_that_of_the_weakest_relationship_and_the_events_are_named()
    {
        var set = Infer(
            new(Campaign, "uses", "malware--1", Confidence: 80, When: Sample.Now, Event: 9),
            new("malware--1", "communicates-with", "ipv4-addr--1", Confidence: 35, Event: 4)).ShouldHaveSingleItem();

        set.ConfidencePercent.ShouldBe(35);
        set.FirstSeen.ShouldBe(Sample.Now);
        set.Events.ShouldBe([4L, 9L]);
    }

    [Fact]
    public void What_is_stated_twice_counts_with_both_events_and_times()
    {
        var later = Sample.Now + Duration.FromDays(2);

        var set = Infer(
            new(Campaign, "uses", "malware--1", When: later, Event: 9),
            new(Campaign, "uses", "malware--1", When: Sample.Now, Event: 4)).ShouldHaveSingleItem();

        (set.FirstSeen, set.LastSeen).ShouldBe((Sample.Now, later));
        set.Events.ShouldBe([4L, 9L]);
        Ids(set.Capabilities).ShouldBe(["malware--1"]);
    }

    [Fact]
    public void What_was_compromised_was_a_success() =>
        Infer(new GraphEdge(Campaign, "compromises", "infrastructure--1"))
            .ShouldHaveSingleItem().Result.ShouldBe(DiamondResult.Success);

    [Fact]
    public void A_relationship_to_what_is_not_there_is_no_relationship() =>
        Infer(new GraphEdge(Campaign, "uses", "malware--hidden")).ShouldBeEmpty();

    [Fact]
    public void A_campaign_that_is_not_there_has_no_diamond() =>
        DiamondAnalysis.Infer(new EvidenceGraph(Nodes, []), "campaign--9").ShouldBeEmpty();

    [Fact]
    public void A_circle_of_relationships_ends() =>
        Infer(
            new(Campaign, "uses", "malware--1"),
            new("malware--1", "communicates-with", "infrastructure--1"),
            new("infrastructure--1", "hosts", "malware--1"),
            new("infrastructure--1", "communicates-with", "infrastructure--1"))
            .ShouldHaveSingleItem().Infrastructure.Length.ShouldBe(1);

    private static ImmutableArray<VertexSet> Infer(params GraphEdge[] edges) =>
        DiamondAnalysis.Infer(new EvidenceGraph(Nodes, edges), Campaign);

    private static IEnumerable<string> Ids(ImmutableArray<Vertex> vertices) => vertices.Select(vertex => vertex.Id);
}
