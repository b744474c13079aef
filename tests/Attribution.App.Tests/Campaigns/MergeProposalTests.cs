using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Campaigns;

public sealed class MergeProposalTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _bob = new(database.System, Client.Anna with { Subject = "bob" });

    [Fact]
    public async Task An_accepted_cluster_is_merged_and_the_campaign_holds_it_from_then_on()
    {
        var (first, second) = Clusters.Overlapping();
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
        var (first, second) = Clusters.Overlapping();
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
    public async Task A_cluster_that_was_merged_by_hand_meanwhile_is_accepted_and_not_rejected()
    {
        var (first, second) = Clusters.Overlapping();
        var campaign = Id(await _anna.PromoteAsync(first));
        var id = ProposalId(await _anna.PromoteAsync(second));
        await _anna.SendAsync("mergeCluster", new { id = campaign, cluster = second });

        var rejected = await DecideAsync(_anna, "rejectMergeProposal", new { id, reason = "another tool" });
        var accepted = await DecideAsync(_anna, "acceptMergeProposal", new { id });

        rejected.Code().ShouldBe("CLUSTER_MERGED");
        accepted.GetProperty("proposal").GetProperty("state").GetString().ShouldBe("ACCEPTED");
    }

    [Fact]
    public async Task Of_people_who_decide_at_once_for_and_against_one_side_wins()
    {
        var (first, second) = Clusters.Overlapping();
        var campaign = Id(await _anna.PromoteAsync(first));
        var id = ProposalId(await _anna.PromoteAsync(second));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => number % 2 == 0
            ? DecideAsync(_anna, "acceptMergeProposal", new { id })
            : DecideAsync(_bob, "rejectMergeProposal", new { id, reason = "another tool" })));

        var isMerged = await IndicatorsAsync(campaign) == 5;
        var again = await DecideAsync(_anna, isMerged ? "acceptMergeProposal" : "rejectMergeProposal", isMerged
            ? new { id }
            : new { id, reason = "another tool" });
        var state = again.GetProperty("proposal").GetProperty("state").GetString();
        (state, again.Changed()).ShouldBe((isMerged ? "ACCEPTED" : "REJECTED", false));
        Id(await _anna.PromoteAsync(second)).Equals(campaign).ShouldBe(isMerged);
    }

    [Fact]
    public async Task A_proposal_is_not_accepted_by_a_campaign_that_has_a_wider_label_now()
    {
        var (first, second) = Clusters.Overlapping();
        var campaign = Id(await _anna.PromoteAsync(first));
        var id = ProposalId(await _anna.PromoteAsync(second));
        await new Client(database.System, Client.Sofia).SendAsync("reclassifyCampaign", new
        {
            id = campaign,
            classification = "GREEN",
            sharedWith = Array.Empty<string>(),
            releasableTo = Array.Empty<string>(),
            recipients = Array.Empty<string>(),
            reason = "published",
        });

        (await DecideAsync(_anna, "acceptMergeProposal", new { id })).Code().ShouldBe("CLUSTER_TOO_NARROW");
        (await IndicatorsAsync(campaign)).ShouldBe(4);
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_and_leaves_the_cluster_where_it_is_without_one()
    {
        var (first, second) = Clusters.Overlapping();
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
        var (first, second) = Clusters.Overlapping();
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
        var (first, second) = Clusters.Overlapping();
        await _anna.PromoteAsync(first);
        var id = ProposalId(await _anna.PromoteAsync(second));
        var other = new Client(database.System, Client.Anna with { Roles = [role] });

        (await DecideAsync(other, "acceptMergeProposal", new { id })).Code().ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task A_program_that_also_holds_an_analysts_role_decides_nothing()
    {
        var (first, second) = Clusters.Overlapping();
        var campaign = Id(await _anna.PromoteAsync(first));
        var id = ProposalId(await _anna.PromoteAsync(second));
        var both = new Client(database.System, Client.Anna with { Roles = [Role.Pipeline, Role.Analyst] });

        (await DecideAsync(both, "acceptMergeProposal", new { id })).Code().ShouldBe("ANALYST_REQUIRED");
        (await IndicatorsAsync(campaign)).ShouldBe(4);
    }

    [Fact]
    public async Task A_proposal_is_gone_for_those_who_may_not_see_its_campaign()
    {
        var (first, second) = Clusters.Overlapping();
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
        (missing.Code(), missing.Path()).ShouldBe(("PROPOSAL_NOT_FOUND", "id"));
        refused.ToString().ShouldBe(missing.ToString());
    }

    private static Task<JsonElement> DecideAsync(Client client, string mutation, object input) =>
        client.SendAsync(mutation, input, "campaign { id } proposal", "state decidedBy");

    private static async Task<(int Listed, int Counted)> WaitingAsync(Client client, Guid campaign)
    {
        var page = (await client.RunAsync(
            """
            query Waiting($campaign: UUID!) {
              mergeProposals(where: { state: { eq: WAITING }, campaign: { eq: $campaign } }) { totalCount nodes { id } }
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
