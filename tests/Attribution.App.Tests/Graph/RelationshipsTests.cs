using Attribution.App.Graph;
using Attribution.App.Tests.Campaigns;
using Attribution.Domain.Campaigns;

namespace Attribution.App.Tests.Graph;

public sealed class RelationshipsTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly StatedGraph _graph = new(database.System);

    [Fact]
    public async Task A_promoted_cluster_states_its_indicators_techniques_and_the_suspected_actor()
    {
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = "APT-28";
        var payload = await _anna.PromoteAsync(cluster);
        var campaign = $"campaign--{payload.GetProperty("campaign").GetProperty("id").GetString()}";
        var actor = payload.GetProperty("campaign").GetProperty("hypotheses")[0].GetProperty("actor")
            .GetProperty("stixId").GetString();

        var around = await _anna.AroundAsync(campaign);

        around.Relationships().ShouldBe(
            ((string[])cluster["member_ids"]!).Select(member => $"indicator--{member} INDICATES {campaign}")
                .Append($"{campaign} USES T1059.001")
                .Append($"{campaign} ATTRIBUTED_TO {actor}"),
            ignoreOrder: true);
        var graded = around.GetProperty("relationships").EnumerateArray()
            .ToLookup(one => one.GetProperty("type").GetString(), one => one.GetProperty("confidence").GetInt32());
        graded["INDICATES"].Append(graded["USES"].Single()).ShouldAllBe(confidence => confidence == 80);
        around.GetProperty("nodes").EnumerateArray().Single(node => node.GetProperty("type").GetString() == "ACTOR")
            .GetProperty("name").GetString().ShouldBe("APT-28");
        around.GetProperty("nodes").EnumerateArray().Single(node => node.Text("id") == "T1059.001")
            .Text("name").ShouldBe("PowerShell");
        around.GetProperty("nodes")[0].GetProperty("name").GetString().ShouldBe("cluster:ipv4-addr:harbour+T1059.001");
    }

    [Fact]
    public async Task Campaigns_are_found_by_an_indicator_and_by_an_actor_that_a_hypothesis_names()
    {
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = "Sandworm";
        var campaign = (await _anna.PromoteAsync(cluster)).GetProperty("campaign");
        await _anna.PromoteAsync(Clusters.Some());

        var found = await _anna.RunAsync(
            """
            query Find($indicator: String!, $actor: String!) {
              a: campaigns(where: { indicator: { eq: $indicator } }) { nodes { id } }
              b: campaigns(where: { actor: { in: [$actor] } }) { nodes { id } }
              c: campaigns(where: { indicator: { eq: $indicator }, actor: { neq: $actor } }) { nodes { id } }
            }
            """,
            new
            {
                indicator = ((string[])cluster["member_ids"]!)[1],
                actor = campaign.GetProperty("hypotheses")[0].GetProperty("actor").GetProperty("stixId").GetString(),
            });

        var id = campaign.GetProperty("id").GetString();
        found.ToString().ShouldBe(
            $$$"""{"a":{"nodes":[{"id":"{{{id}}}"}]},"b":{"nodes":[{"id":"{{{id}}}"}]},"c":{"nodes":[]}}""");
    }

    [Fact]
    public async Task What_is_unlinked_is_no_longer_related()
    {
        var (campaign, parent, other) = (
            StatedGraph.Campaign("a"), StatedGraph.Campaign("parent"), StatedGraph.Campaign("other"));
        await _graph.StoreAsync(campaign, parent, other);
        var (by, at) = (Client.Anna.AsAuthor(), StoredCampaigns.Noon);
        Target[] targets = [new(TargetKind.Country, "DE"), new(TargetKind.Sector, "energy")];
        await _graph.StateAsync(
            campaign,
            new CampaignEvent.TechniquesObserved(["T1001", "T1002"], by, at),
            new CampaignEvent.TargetsIdentified([.. targets], by, at),
            new CampaignEvent.ActorAssociated($"threat-actor--{Guid.NewGuid()}", by, at),
            new CampaignEvent.ParentAssigned(parent.Id, by, at));
        (await _anna.AroundAsync(StatedGraph.Node(campaign))).Relationships().Length.ShouldBe(6);

        await _graph.StateAsync(
            campaign with { ParentCampaign = parent.Id },
            new CampaignEvent.TechniquesDiscarded(["T1001"], null, by, at),
            new CampaignEvent.TargetsDiscarded([targets[0]], null, by, at),
            new CampaignEvent.ParentAssigned(other.Id, by, at));

        var left = await _anna.AroundAsync(
            StatedGraph.Node(campaign), direction: "OUTGOING", types: ["PART_OF", "USES"]);
        left.Relationships().ShouldBe(
            [
                $"{StatedGraph.Node(campaign)} PART_OF {StatedGraph.Node(other)}",
                $"{StatedGraph.Node(campaign)} USES T1002",
            ],
            ignoreOrder: true);
        (await _anna.AroundAsync(StatedGraph.Node(campaign))).Relationships().Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_node_that_too_many_are_related_to_is_listed_and_not_followed()
    {
        var campaigns = Enumerable.Range(0, GraphLimits.FanOutMax + 1)
            .Select(number => StatedGraph.Campaign($"hub {number}")).ToArray();
        await _graph.StoreAsync(campaigns);
        await Task.WhenAll(campaigns.Skip(1).Select(campaign => _graph.UseAsync(campaign, "T1999")));

        var below = await _anna.AroundAsync(StatedGraph.Node(campaigns[1]), depth: 2);
        await _graph.UseAsync(campaigns[0], "T1999");
        var above = await _anna.AroundAsync(StatedGraph.Node(campaigns[1]), depth: 2);
        var itself = await _anna.AroundAsync("T1999", first: 7);

        below.Relationships().Length.ShouldBe(GraphLimits.FanOutMax);
        below.Ids("hubs").ShouldBeEmpty();
        above.Relationships().ShouldBe([$"{StatedGraph.Node(campaigns[1])} USES T1999"]);
        above.Ids("hubs").ShouldBe(["T1999"]);
        (await _anna.PathAsync(StatedGraph.Node(campaigns[1]), StatedGraph.Node(campaigns[2]))).ShouldBeNull();
        (await _anna.PathAsync(StatedGraph.Node(campaigns[1]), "T1999"))!.Length.ShouldBe(1);
        itself.Relationships().Length.ShouldBe(7);
        itself.GetProperty("hasMore").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("relationships(from: \"nonsense\") { hasMore }")]
    [InlineData("relationships(from: \"report--6f9619ff-8b86-4011-b42d-00c04fc964ff\") { hasMore }")]
    [InlineData("relationships(from: \"T1\\u0000\") { hasMore }")]
    [InlineData("relationships(from: \"T1001\", depth: 0) { hasMore }")]
    [InlineData("relationships(from: \"T1001\", depth: 6) { hasMore }")]
    [InlineData("relationships(from: \"T1001\", first: 1001) { hasMore }")]
    [InlineData("shortestPath(from: \"T1001\", to: \"\") { type }")]
    [InlineData("shortestPath(from: \"T1001\", to: \"T1002\", maxDepth: 6) { type }")]
    [InlineData("commonNeighbours(a: \"T1001\", b: \"T1002\", first: 0) { node { id } }")]
    public async Task What_is_no_question_is_refused_with_a_stable_code(string field) =>
        (await _anna.AnswerAsync($"{{ {field} }}")).GetProperty("errors")[0].GetProperty("extensions")
            .GetProperty("code").GetString().ShouldBe("BAD_USER_INPUT");

    [Fact]
    public async Task What_nobody_knows_has_no_relationships()
    {
        var around = await _anna.AroundAsync($"malware--{Guid.NewGuid()}", depth: 5);

        around.Relationships().ShouldBeEmpty();
        around.GetProperty("hasMore").GetBoolean().ShouldBeFalse();
        (await _anna.PathAsync("T1777", "T1778")).ShouldBeNull();
        (await _anna.PathAsync("T1777", "T1777")).ShouldBe([]);
        (await _anna.CommonAsync("T1777", "T1778")).ShouldBeEmpty();
    }
}
