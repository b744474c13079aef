using System.Text.Json;
using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.App.Tests.Campaigns;

public sealed class MatchingTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _bob = new(database.System, Client.Anna with { Subject = "bob" });

    [Fact]
    public async Task A_cluster_that_overlaps_an_open_campaign_is_proposed_and_opens_none()
    {
        var (first, second) = Clusters.Overlapping();
        var campaign = Id(await _anna.PromoteAsync(first));

        var payload = await _anna.PromoteAsync(second);

        Text(payload, "outcome").ShouldBe("PROPOSED");
        payload.GetProperty("campaign").ValueKind.ShouldBe(JsonValueKind.Null);
        var proposal = payload.GetProperty("proposal");
        proposal.GetProperty("campaign").GetProperty("id").GetGuid().ShouldBe(campaign);
        (proposal.GetProperty("share").GetDouble(), proposal.GetProperty("jaccard").GetDouble()).ShouldBe((0.75, 0.6));
        proposal.GetProperty("indicators").GetArrayLength().ShouldBe(4);
        (await IndicatorsAsync(campaign)).ShouldBe(4);
    }

    [Fact]
    public async Task A_cluster_that_suggests_a_name_or_alias_of_a_campaign_is_proposed()
    {
        var name = $"Ferry {Guid.NewGuid()}";
        await _anna.SendAsync("createCampaign", new { name = "Some ferry", aliases = new[] { name } });
        var cluster = Clusters.Some();
        cluster["suggested_campaign"] = name.ToUpperInvariant();

        var payload = await _anna.PromoteAsync(cluster);

        payload.GetProperty("proposal").GetProperty("named").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_proposed_cluster_that_is_delivered_again_changes_nothing_and_one_that_grew_refreshes_it()
    {
        var (first, second) = Clusters.Overlapping();
        await _anna.PromoteAsync(first);
        var proposed = await _anna.PromoteAsync(second);

        var again = await _anna.PromoteAsync(second);
        second["member_ids"] = ((string[])second["member_ids"]!).Append(Guid.NewGuid().ToString()).ToArray();
        var grown = await _anna.PromoteAsync(second);

        new[] { proposed, again, grown }.Select(payload => (payload.Changed(), Text(payload, "outcome")))
            .ShouldBe([(true, "PROPOSED"), (false, "PROPOSED"), (true, "PROPOSED")]);
        new[] { proposed, again, grown }.Select(ProposalId).Distinct().Count().ShouldBe(1);
        grown.GetProperty("proposal").GetProperty("indicators").GetArrayLength().ShouldBe(5);
    }

    [Fact]
    public async Task A_campaign_that_the_sender_may_not_see_is_no_match()
    {
        var (first, second) = Clusters.Overlapping();
        await _anna.PromoteAsync(first, "RED");

        Text(await _bob.PromoteAsync(second), "outcome").ShouldBe("PROMOTED");
    }

    [Fact]
    public async Task A_campaign_with_a_wider_label_is_no_match_for_it_would_let_the_members_out()
    {
        var (first, second) = Clusters.Overlapping();
        await _anna.PromoteAsync(first, "GREEN");

        Text(await _anna.PromoteAsync(second, "RED"), "outcome").ShouldBe("PROMOTED");
    }

    [Fact]
    public async Task A_concluded_campaign_is_no_match()
    {
        var (first, second) = Clusters.Overlapping();
        await _anna.TransitAsync("concludeCampaign", Id(await _anna.PromoteAsync(first)));

        Text(await _anna.PromoteAsync(second), "outcome").ShouldBe("PROMOTED");
    }

    [Fact]
    public async Task Too_little_in_common_is_no_match()
    {
        var (first, second) = (Clusters.Some(members: 10), Clusters.Some(members: 10));
        ((string[])second["member_ids"]!)[0] = ((string[])first["member_ids"]!)[0];
        await _anna.PromoteAsync(first);

        Text(await _anna.PromoteAsync(second), "outcome").ShouldBe("PROMOTED");
    }

    [Fact]
    public async Task By_policy_a_match_is_merged_at_once()
    {
        await using var merging = AttributionSystem.Open(
            database.ConnectionString,
            TestClock.Instance,
            options: new AttributionOptions { Matching = new MatchPolicy(MergesAlone: true) });
        var client = new Client(merging, Client.Anna);
        var (first, second) = Clusters.Overlapping();
        var campaign = Id(await client.PromoteAsync(first));

        var payload = await client.PromoteAsync(second);

        (Text(payload, "outcome"), Id(payload)).ShouldBe(("PROMOTED", campaign));
        payload.Campaign("clusters").GetArrayLength().ShouldBe(2);
        (await IndicatorsAsync(campaign)).ShouldBe(5);
    }

    [Fact]
    public async Task A_pipeline_that_may_not_read_is_told_that_its_cluster_waits()
    {
        var (first, second) = Clusters.Overlapping();
        await _anna.PromoteAsync(first);
        var pipeline = new Client(database.System, Client.Anna with { Roles = [Role.Pipeline] });

        var answer = await pipeline.RunAsync(
            "mutation Promote($cluster: JSON!) { promoteCluster(input: { cluster: $cluster }) { outcome changed } }",
            new { cluster = second });

        answer.GetProperty("promoteCluster").ToString().ShouldBe("""{"outcome":"PROPOSED","changed":true}""");
    }

    [Fact]
    public async Task Clusters_of_one_batch_that_overlap_find_each_other()
    {
        var (first, second) = Clusters.Overlapping();

        var answer = await _anna.RunAsync(
            "mutation Batch($clusters: [JSON!]!) { promoteClusters(input: { clusters: $clusters }) "
            + "{ results { outcome } } }",
            new { clusters = new object[] { first, second } });

        answer.ToString().ShouldContain("""[{"outcome":"PROMOTED"},{"outcome":"PROPOSED"}]""");
    }

    [Fact]
    public async Task Clusters_that_overlap_and_reach_two_processes_at_once_find_each_other()
    {
        await using var other = AttributionSystem.Open(database.ConnectionString, TestClock.Instance);
        var elsewhere = new Client(other, Client.Anna);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            var (first, second) = Clusters.Overlapping();
            var payloads = await Task.WhenAll(_anna.PromoteAsync(first), elsewhere.PromoteAsync(second));
            return payloads.Select(payload => Text(payload, "outcome")).Order();
        }));

        outcomes.ShouldAllBe(pair => pair.SequenceEqual(new[] { "PROMOTED", "PROPOSED" }));
    }

    private async Task<int> IndicatorsAsync(Guid campaign) =>
        (await _anna.CampaignAsync(campaign, "indicators")).GetProperty("indicators").GetArrayLength();

    private static Guid Id(JsonElement payload) => payload.Campaign("id").GetGuid();

    private static Guid ProposalId(JsonElement payload) => payload.GetProperty("proposal").GetProperty("id").GetGuid();

    private static string? Text(JsonElement payload, string field) => payload.GetProperty(field).GetString();
}
