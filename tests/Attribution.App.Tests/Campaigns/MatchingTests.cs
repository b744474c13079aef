using System.Text.Json;
using Attribution.Domain.Access;
using Attribution.Domain.Clusters;

namespace Attribution.App.Tests.Campaigns;

public sealed class MatchingTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _bob = new(database.System, Client.Anna with { Subject = "bob" });
    private readonly Client _pipeline =
        new(database.System, Client.Anna with { Subject = "pipeline", Roles = [Role.Pipeline] });

    [Fact]
    public async Task A_cluster_that_overlaps_an_open_campaign_is_proposed_and_opens_none()
    {
        var (first, second) = Overlapping();
        var campaign = Id(await _anna.PromoteAsync(first));

        var payload = await _pipeline.PromoteAsync(second);

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
        var (first, second) = Overlapping();
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
    public async Task An_accepted_cluster_is_merged_and_the_campaign_holds_it_from_then_on()
    {
        var (first, second) = Overlapping();
        var campaign = Id(await _anna.PromoteAsync(first));
        var id = ProposalId(await _anna.PromoteAsync(second));

        var accepted = await DecideAsync(_anna, "acceptMergeProposal", new { id });
        var again = await DecideAsync(_anna, "acceptMergeProposal", new { id });
        var rejected = await DecideAsync(_anna, "rejectMergeProposal", new { id, reason = "no" });
        var delivered = await _anna.PromoteAsync(second);

        accepted.GetProperty("proposal").ToString().ShouldBe("""{"state":"ACCEPTED","decidedBy":"anna"}""");
        accepted.Campaign("id").GetGuid().ShouldBe(campaign);
        (await IndicatorsAsync(campaign)).ShouldBe(5);
        (again.Code(), again.Changed()).ShouldBe((null, false));
        rejected.Code().ShouldBe("PROPOSAL_SETTLED");
        (Id(delivered), Text(delivered, "outcome")).ShouldBe((campaign, "UNCHANGED"));
    }

    [Fact]
    public async Task A_rejected_cluster_is_promoted_on_its_own_and_decided_distinct_is_remembered()
    {
        var (first, second) = Overlapping();
        var campaign = Id(await _anna.PromoteAsync(first));
        var id = ProposalId(await _anna.PromoteAsync(second));

        var rejected = await DecideAsync(_anna, "rejectMergeProposal", new { id, reason = "another tool" });
        var own = rejected.Campaign("id").GetGuid();
        await _anna.SendAsync("unlinkCluster", new { id = own, clusterId = second["id"] });
        await _anna.TransitAsync("concludeCampaign", own);
        var delivered = await _anna.PromoteAsync(second);

        rejected.GetProperty("proposal").ToString().ShouldBe("""{"state":"REJECTED","decidedBy":"anna"}""");
        own.ShouldNotBe(campaign);
        Text(delivered, "outcome").ShouldBe("PROMOTED");
        Id(delivered).ShouldNotBe(campaign);
        (await IndicatorsAsync(campaign)).ShouldBe(4);
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_and_leaves_the_cluster_where_it_is_without_one()
    {
        var (first, second) = Overlapping();
        await _anna.PromoteAsync(first);
        var id = ProposalId(await _anna.PromoteAsync(second));
        var before = await database.System.Log.FindHighWaterMarkAsync();

        var refused = await DecideAsync(_anna, "rejectMergeProposal", new { id, reason = " " });

        (refused.Code(), refused.Path()).ShouldBe(("REASON_REQUIRED", "reason"));
        (await database.System.Log.FindHighWaterMarkAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_decision_about_a_version_that_has_passed_is_a_conflict()
    {
        var (first, second) = Overlapping();
        await _anna.PromoteAsync(first);
        var id = ProposalId(await _anna.PromoteAsync(second));
        second["member_ids"] = ((string[])second["member_ids"]!).Append(Guid.NewGuid().ToString()).ToArray();
        await _anna.PromoteAsync(second);

        (await DecideAsync(_anna, "acceptMergeProposal", new { id, expectedVersion = 1 })).Code().ShouldBe("CONFLICT");
    }

    [Theory]
    [InlineData(Role.Pipeline)]
    [InlineData(Role.Machine)]
    [InlineData(Role.Auditor)]
    public async Task Only_analysts_decide_proposals(Role role)
    {
        var (first, second) = Overlapping();
        await _anna.PromoteAsync(first);
        var id = ProposalId(await _anna.PromoteAsync(second));
        var other = new Client(database.System, Client.Anna with { Roles = [role] });

        (await DecideAsync(other, "acceptMergeProposal", new { id })).Code().ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task A_program_that_also_holds_an_analysts_role_decides_nothing()
    {
        var (first, second) = Overlapping();
        var campaign = Id(await _anna.PromoteAsync(first));
        var id = ProposalId(await _anna.PromoteAsync(second));
        var both = new Client(database.System, Client.Anna with { Roles = [Role.Pipeline, Role.Analyst] });

        (await DecideAsync(both, "acceptMergeProposal", new { id })).Code().ShouldBe("ANALYST_REQUIRED");
        (await IndicatorsAsync(campaign)).ShouldBe(4);
    }

    [Fact]
    public async Task A_campaign_that_the_sender_may_not_see_is_no_match()
    {
        var (first, second) = Overlapping();
        await _anna.PromoteAsync(first, "RED");

        Text(await _bob.PromoteAsync(second), "outcome").ShouldBe("PROMOTED");
    }

    [Fact]
    public async Task A_campaign_with_a_wider_label_is_no_match_for_it_would_let_the_members_out()
    {
        var (first, second) = Overlapping();
        await _anna.PromoteAsync(first, "GREEN");

        Text(await _anna.PromoteAsync(second, "RED"), "outcome").ShouldBe("PROMOTED");
    }

    [Fact]
    public async Task A_concluded_campaign_is_no_match()
    {
        var (first, second) = Overlapping();
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
    public async Task A_proposal_is_gone_for_those_who_may_not_see_its_campaign()
    {
        var (first, second) = Overlapping();
        var campaign = Id(await _anna.PromoteAsync(first));
        var id = ProposalId(await _anna.PromoteAsync(second));
        var sofia = new Client(database.System, Client.Sofia);
        (await WaitingAsync(_bob, campaign)).ShouldBe((1, 1));

        await sofia.SendAsync("reclassifyCampaign", new
        {
            id = campaign,
            classification = "RED",
            sharedWith = Array.Empty<string>(),
            releasableTo = Array.Empty<string>(),
            recipients = Array.Empty<string>(),
            reason = "a source is named",
        });

        (await WaitingAsync(sofia, campaign)).ShouldBe((1, 1));
        (await WaitingAsync(_bob, campaign)).ShouldBe((0, 0));
        var refused = await DecideAsync(_bob, "acceptMergeProposal", new { id });
        var missing = await DecideAsync(_bob, "acceptMergeProposal", new { id = Guid.NewGuid() });
        missing.Code().ShouldBe("PROPOSAL_NOT_FOUND");
        refused.ToString().ShouldBe(missing.ToString());
    }

    [Fact]
    public async Task By_policy_a_match_is_merged_at_once()
    {
        await using var merging = AttributionSystem.Open(
            database.ConnectionString,
            TestClock.Instance,
            new AttributionOptions { Matching = new MatchPolicy(MergesAlone: true) });
        var client = new Client(merging, Client.Anna);
        var (first, second) = Overlapping();
        var campaign = Id(await client.PromoteAsync(first));

        var payload = await client.PromoteAsync(second);

        (Text(payload, "outcome"), Id(payload)).ShouldBe(("PROMOTED", campaign));
        payload.Campaign("clusters").GetArrayLength().ShouldBe(2);
        (await IndicatorsAsync(campaign)).ShouldBe(5);
    }

    [Fact]
    public async Task Clusters_of_one_batch_that_overlap_find_each_other()
    {
        var (first, second) = Overlapping();

        var answer = await _anna.RunAsync(
            "mutation Batch($clusters: [JSON!]!) { promoteClusters(input: { clusters: $clusters }) "
            + "{ results { outcome } } }",
            new { clusters = new object[] { first, second } });

        answer.ToString().ShouldContain("""[{"outcome":"PROMOTED"},{"outcome":"PROPOSED"}]""");
    }

    /// <summary>Two clusters of four members, three of which they share: share 0.75, Jaccard 0.6.</summary>
    private static (Dictionary<string, object?> First, Dictionary<string, object?> Second) Overlapping()
    {
        var (first, second) = (Clusters.Some(members: 4), Clusters.Some(members: 4));
        var shared = (string[])first["member_ids"]!;
        second["member_ids"] = shared[..3].Append(Guid.NewGuid().ToString()).ToArray();
        return (first, second);
    }

    private static Task<JsonElement> DecideAsync(Client client, string mutation, object input) =>
        client.SendAsync(mutation, input, "campaign { id } proposal", "state decidedBy");

    private static async Task<(int Listed, int Counted)> WaitingAsync(Client client, Guid campaign)
    {
        var page = (await client.RunAsync(
            """
            query Waiting($campaign: UUID!) {
              mergeProposals(where: { state: { eq: WAITING }, campaign: $campaign }) { totalCount nodes { id } }
            }
            """,
            new { campaign })).GetProperty("mergeProposals");
        return (page.GetProperty("nodes").GetArrayLength(), page.GetProperty("totalCount").GetInt32());
    }

    private async Task<int> IndicatorsAsync(Guid campaign) =>
        (await _anna.CampaignAsync(campaign, "indicators")).GetProperty("indicators").GetArrayLength();

    private static Guid Id(JsonElement payload) => payload.Campaign("id").GetGuid();

    private static Guid ProposalId(JsonElement payload) => payload.GetProperty("proposal").GetProperty("id").GetGuid();

    private static string? Text(JsonElement payload, string field) => payload.GetProperty(field).GetString();
}
