using System.Text.Json;
using Attribution.App.Tests.Campaigns;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Diamond;

public sealed class DiamondTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);

    private Client Stranger { get; } = new(
        database.System, Client.Anna with { Subject = "rob", Organisation = new OrganisationId("red") });

    [Fact]
    public async Task Corners_are_inferred_by_phase_and_missing_ones_stay_empty()
    {
        var members = Clusters.Members(2);
        var id = await PromoteAsync("cluster:domain-name:harbour", members, ["T1566", "T1071.001"]);

        var sets = await DiamondAsync(_anna, id);

        sets.Select(set => set.GetProperty("phase").GetString()).ShouldBe([null, "TA0001", "TA0011"]);
        Ids(sets[0], "infrastructure").ShouldBe(members.Select(member => $"indicator--{member}").Order());
        Ids(sets[1], "capabilities").ShouldBe(["T1566"]);
        Ids(sets[2], "capabilities").ShouldBe(["T1071.001"]);
        sets.ShouldAllBe(set => set.GetProperty("adversary").ValueKind == JsonValueKind.Null);
        sets.ShouldAllBe(set => set.GetProperty("victims").GetArrayLength() == 0);
        sets.ShouldAllBe(set => set.GetProperty("events").ToString() == "[1]");
        sets.ShouldAllBe(set => set.GetProperty("confidence").GetInt32() == 80);
    }

    [Fact]
    public async Task What_the_infrastructure_is_for_says_which_phase_it_belongs_to()
    {
        var members = Clusters.Members(2);
        var id = await PromoteAsync("cluster:domain-name:harbour", members, ["T1071"]);
        await _anna.RunAsync(
            """
            mutation Relabel($subject: ID!) {
              relabelInfrastructure(input: { subject: $subject, role: C2, reason: "beacons seen" }) {
                errors { code }
              }
            }
            """,
            new { subject = members[0] });

        var sets = await DiamondAsync(_anna, id);

        sets.Select(set => set.GetProperty("phase").GetString()).ShouldBe([null, "TA0011"]);
        Ids(sets[1], "infrastructure").ShouldBe([$"indicator--{members[0]}"]);
        Ids(sets[1], "capabilities").ShouldBe(["T1071"]);
        Ids(sets[0], "infrastructure").ShouldBe([$"indicator--{members[1]}"]);
    }

    [Fact]
    public async Task A_suggested_actor_is_no_adversary()
    {
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = "APT-28";
        var id = Id(await _anna.PromoteAsync(cluster));

        var sets = await DiamondAsync(_anna, id);

        sets.ShouldNotBeEmpty();
        sets.ShouldAllBe(set => set.GetProperty("adversary").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task A_campaign_that_the_caller_may_not_see_has_no_diamond()
    {
        var id = await PromoteAsync("cluster:file:x", Clusters.Members(1), ["T1566"], "AMBER_STRICT");

        foreach (var wanted in new[] { id, Guid.NewGuid() })
        {
            var answer = await Stranger.RunAsync(
                "query Diamond($id: UUID!) { diamond(campaign: $id) { phase } }", new { id = wanted });
            answer.GetProperty("diamond").ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task What_campaigns_share_is_a_pivot_with_where_it_is_used_and_the_over_shared_stand_apart()
    {
        var (few, all) = (Clusters.Members(1)[0], Clusters.Members(1)[0]);
        var campaigns = new List<Guid>();
        for (var number = 0; number < 4; number++)
        {
            string[] members = number < 2 ? [few, all] : [all];
            campaigns.Add(await PromoteAsync("cluster:ipv4-addr:x", members, []));
        }

        var points = await PivotAsync(_anna, campaigns, "INFRASTRUCTURE", maxCampaigns: 3);

        Describe(points.GetProperty("pivots")).ShouldBe(
            [$"indicator--{few}: {string.Join(' ', campaigns.Take(2).Order())}"]);
        Describe(points.GetProperty("overShared")).ShouldBe(
            [$"indicator--{all}: {string.Join(' ', campaigns.Order())}"]);
    }

    [Fact]
    public async Task Pivots_between_everything_are_those_between_all_that_the_caller_may_see()
    {
        var tenant = Client.Anna with { Tenant = new TenantId("pivots") };
        var theirs = new Client(database.System, tenant);
        var stranger = new Client(
            database.System, tenant with { Subject = "rob", Organisation = new OrganisationId("red") });
        var (shared, hidden) = (Clusters.Members(1)[0], Clusters.Members(1)[0]);
        foreach (var (member, label) in new[]
            { (shared, "AMBER"), (shared, "AMBER"), (hidden, "AMBER_STRICT"), (hidden, "AMBER_STRICT") })
        {
            await PromoteAsync(theirs, "cluster:url:x", [member], [], label);
        }

        var ours = await PivotAsync(theirs, null, "INFRASTRUCTURE");
        var seen = await PivotAsync(stranger, null, "INFRASTRUCTURE");

        Describe(ours.GetProperty("pivots")).Count().ShouldBe(2);
        seen.ToString().ShouldBe("""{"pivots":[],"overShared":[]}""");
    }

    [Fact]
    public async Task Capabilities_are_pivoted_on_separately_and_retired_techniques_meet_their_successors()
    {
        var one = await PromoteAsync("cluster:file:x", Clusters.Members(1), ["T1002"]);
        var other = await PromoteAsync("cluster:file:x", Clusters.Members(1), ["T1560"]);

        var points = await PivotAsync(_anna, [one, other], "CAPABILITY");

        Describe(points.GetProperty("pivots")).ShouldBe([$"T1560: {string.Join(' ', new[] { one, other }.Order())}"]);
        (await PivotAsync(_anna, [one, other], "INFRASTRUCTURE")).GetProperty("pivots").GetArrayLength().ShouldBe(0);
        (await PivotAsync(_anna, [one, other], "VICTIM")).GetProperty("pivots").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_campaign_that_the_caller_may_not_see_is_no_part_of_a_pivot()
    {
        var member = Clusters.Members(1);
        Guid[] campaigns =
        [
            await PromoteAsync("cluster:url:x", member, [], "AMBER"),
            await PromoteAsync("cluster:url:x", member, [], "RED"),
        ];
        var colleague = new Client(database.System, Client.Anna with { Subject = "ben" });

        (await PivotAsync(_anna, campaigns, "INFRASTRUCTURE")).GetProperty("pivots").GetArrayLength().ShouldBe(1);
        (await PivotAsync(colleague, campaigns, "INFRASTRUCTURE")).GetProperty("pivots").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 1, "BAD_USER_INPUT")]
    [InlineData(20, 1001, "TOO_MANY_CAMPAIGNS")]
    public async Task Bad_bounds_are_refused(int maxCampaigns, int campaigns, string code)
    {
        var answer = await _anna.AnswerAsync(
            """
            query Pivots($campaigns: [UUID!], $max: Int!) {
              pivotPoints(campaigns: $campaigns, kind: VICTIM, maxCampaigns: $max) { pivots { vertexSets } }
            }
            """,
            new { campaigns = Enumerable.Range(0, campaigns).Select(_ => Guid.NewGuid()), max = maxCampaigns });

        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task More_campaigns_than_pivots_are_found_between_are_refused_where_none_is_named()
    {
        var tenant = new TenantId($"tenant-{Guid.NewGuid():N}");
        await database.System.StoreAsync(Enumerable.Range(0, 1_001)
            .Select(number => StoredCampaigns.Named($"{number}") with { Tenant = tenant }));
        var reader = new Client(database.System, Client.Anna with { Tenant = tenant });

        var answer = await reader.AnswerAsync("{ pivotPoints(kind: VICTIM) { pivots { vertexSets } } }");

        answer.At("errors")[0].Text("extensions", "code").ShouldBe("TOO_MANY_CAMPAIGNS");
    }

    private Task<Guid> PromoteAsync(
        string label, string[] members, string[] techniques, string? classification = null) =>
        PromoteAsync(_anna, label, members, techniques, classification);

    private static async Task<Guid> PromoteAsync(
        Client client, string label, string[] members, string[] techniques, string? classification = null)
    {
        var cluster = Clusters.Some();
        (cluster["label"], cluster["member_ids"], cluster["techniques"]) = (label, members, techniques);
        return Id(await client.PromoteDistinctAsync(cluster, classification));
    }

    private static async Task<JsonElement[]> DiamondAsync(Client client, Guid id) =>
    [
        .. (await client.RunAsync(
            """
            query Diamond($id: UUID!) {
              diamond(campaign: $id) {
                adversary { id name } capabilities { id } infrastructure { id } victims { id name }
                confidence phase result firstSeen lastSeen events
              }
            }
            """,
            new { id })).GetProperty("diamond").EnumerateArray(),
    ];

    private static async Task<JsonElement> PivotAsync(
        Client client, IEnumerable<Guid>? campaigns, string kind, int maxCampaigns = 20) =>
        (await client.RunAsync(
            """
            query Pivots($campaigns: [UUID!], $kind: PivotKind!, $max: Int!) {
              pivotPoints(campaigns: $campaigns, kind: $kind, maxCampaigns: $max) {
                pivots { vertex { id } campaigns { id } }
                overShared { vertex { id } campaigns { id } }
              }
            }
            """,
            new { campaigns, kind, max = maxCampaigns })).GetProperty("pivotPoints");

    private static IEnumerable<string> Describe(JsonElement pivots) => pivots.EnumerateArray().Select(pivot =>
        $"{pivot.GetProperty("vertex").GetProperty("id").GetString()}: "
        + string.Join(' ', pivot.GetProperty("campaigns").EnumerateArray()
            .Select(campaign => campaign.GetProperty("id").GetGuid()).Order()));

    private static Guid Id(JsonElement payload) => payload.GetProperty("campaign").GetProperty("id").GetGuid();

    private static IEnumerable<string?> Ids(JsonElement set, string corner) =>
        set.GetProperty(corner).EnumerateArray().Select(vertex => vertex.GetProperty("id").GetString());
}
