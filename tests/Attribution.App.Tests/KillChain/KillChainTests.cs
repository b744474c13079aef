using System.Text.Json;
using Attribution.Domain.Access;
using Attribution.Testing;

namespace Attribution.App.Tests.KillChain;

public sealed class KillChainTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Chain =
        """
        query Chain($id: UUID!, $domain: AttackDomain! = ENTERPRISE) {
          campaign(id: $id) {
            killChain(domain: $domain) {
              domain release coverage deepest { id } gaps { id } unrecognised resolved { id successor revoked }
              phases {
                tactic name shortName firstObserved lastObserved events
                techniques { id name observed subTechniques }
              }
            }
          }
        }
        """;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Client _anna = new(database.System, Client.Anna);

    [Fact]
    public async Task A_campaign_progresses_along_the_matrix_by_its_techniques()
    {
        var id = await PromoteAsync(["T1566.001", "T1566", "T1071.001"]);

        var chain = await ChainAsync(id);

        Ids(chain.GetProperty("phases"), "tactic").ShouldBe(["TA0001", "TA0011"]);
        chain.GetProperty("deepest").GetProperty("id").GetString().ShouldBe("TA0011");
        chain.GetProperty("coverage").GetDouble().ShouldBe(14.3);
        chain.GetProperty("gaps").GetArrayLength().ShouldBe(12);
        chain.GetProperty("phases")[0].GetProperty("techniques").ToString().ShouldBe(
            """[{"id":"T1566","name":"Phishing","observed":true,"subTechniques":["T1566.001"]}]""");
        chain.GetProperty("phases")[1].GetProperty("techniques").ToString().ShouldBe(
            """[{"id":"T1071","name":"Application Layer Protocol","observed":false,"subTechniques":["T1071.001"]}]""");
    }

    [Fact]
    public async Task A_phase_tells_when_it_was_seen_and_which_events_say_so()
    {
        var cluster = Clusters.Some();
        (cluster["label"], cluster["techniques"]) = ("first", new[] { "T1566" });
        (cluster["first_seen"], cluster["last_seen"]) = ("2025-05-01T00:00:00Z", "2025-06-01T00:00:00Z");
        var id = Id(await _anna.PromoteAsync(cluster));
        (cluster["techniques"], cluster["last_seen"]) = (new[] { "T1566", "T1566.002" }, "2025-07-01T00:00:00Z");
        await _anna.PromoteAsync(cluster);

        var phase = (await ChainAsync(id)).GetProperty("phases")[0];

        phase.GetProperty("firstObserved").GetString().ShouldBe("2025-05-01T00:00:00Z");
        phase.GetProperty("lastObserved").GetString().ShouldBe("2025-07-01T00:00:00Z");
        phase.GetProperty("events").ToString().ShouldBe("[1,2]");
    }

    [Fact]
    public async Task A_technique_that_nobody_dated_was_seen_when_it_was_recorded()
    {
        var id = await PromoteAsync(["T1566"]);

        var answer = await _anna.RunAsync(
            """
            query Dated($id: UUID!) {
              campaign(id: $id) { createdAt killChain { phases { firstObserved lastObserved } } }
            }
            """,
            new { id });

        var campaign = answer.GetProperty("campaign");
        var phase = campaign.GetProperty("killChain").GetProperty("phases")[0];
        phase.GetProperty("firstObserved").GetString().ShouldBe(campaign.GetProperty("createdAt").GetString());
        phase.GetProperty("lastObserved").GetString().ShouldBe(campaign.GetProperty("createdAt").GetString());
    }

    [Fact]
    public async Task Unknown_techniques_are_flagged_by_the_promotion_and_listed_and_retired_ones_are_resolved()
    {
        var id = await PromoteAsync(["T1566", "T9998", "T1002"]);

        var answer = await _anna.RunAsync(
            "query Flags($id: UUID!) { campaign(id: $id) { techniques unrecognisedTechniques } }", new { id });

        answer.GetProperty("campaign").ToString().ShouldBe(
            """{"techniques":["T1566","T9998","T1002"],"unrecognisedTechniques":["T9998"]}""");
        var chain = await ChainAsync(id);
        chain.GetProperty("unrecognised").ToString().ShouldBe("""["T9998"]""");
        chain.GetProperty("resolved").ToString().ShouldBe("""[{"id":"T1002","successor":"T1560","revoked":true}]""");
    }

    [Fact]
    public async Task A_technique_of_any_imported_release_is_recognised()
    {
        using var bundle = SmallBundle.Of("ics-attack", "17.0");
        await database.System.ImportAttackAsync(bundle, version: null);
        var id = await PromoteAsync(["T9003", "T9997"]);

        var answer = await _anna.RunAsync(
            "query Flags($id: UUID!) { campaign(id: $id) { unrecognisedTechniques } }", new { id });
        answer.GetProperty("campaign").ToString().ShouldBe("""{"unrecognisedTechniques":["T9997"]}""");
        var chain = await ChainAsync(id, "ICS");
        Ids(chain.GetProperty("phases"), "tactic").ShouldBe(["TA9002", "TA9001"]);
        chain.GetProperty("coverage").GetDouble().ShouldBe(100);
        chain.GetProperty("unrecognised").ToString().ShouldBe("""["T9997"]""");
    }

    [Fact]
    public async Task One_campaign_progresses_through_several_releases_and_domains_side_by_side()
    {
        foreach (var (domain, version) in new[] { ("mobile-attack", "21.0"), ("mobile-attack", "22.0") })
        {
            using var bundle = SmallBundle.Of(domain, version, phishing: $"Phishing {version}");
            (await database.System.ImportAttackAsync(bundle, version: null)).Changed.ShouldBeTrue();
        }

        var id = await PromoteAsync(["T9001", "T1566"]);
        var answer = await _anna.RunAsync(
            """
            query Chains($id: UUID!) {
              campaign(id: $id) {
                older: killChain(domain: MOBILE, release: "21.0") { ...Parts }
                newest: killChain(domain: MOBILE) { ...Parts }
                shipped: killChain { release unrecognised phases { tactic } }
              }
            }
            fragment Parts on KillChain { release unrecognised phases { tactic techniques { name } } }
            """,
            new { id });

        answer.GetProperty("campaign").ToString().ShouldBe(
            $$"""{"older":{{Mobile("21.0")}},"newest":{{Mobile("22.0")}}"""
            + ""","shipped":{"release":"18.1","unrecognised":["T9001"],"phases":[{"tactic":"TA0001"}]}}""");

        static string Mobile(string version) =>
            $$$"""{"release":"{{{version}}}","unrecognised":["T1566"],"phases":"""
            + $$$"""[{"tactic":"TA9002","techniques":[{"name":"Phishing {{{version}}}"}]}]}""";
    }

    [Fact]
    public async Task Kill_chains_of_a_list_belong_to_their_own_campaigns()
    {
        var (first, second) = (await PromoteAsync(["T1566"]), await PromoteAsync(["T1071"]));

        var answer = await _anna.RunAsync(
            "{ campaigns(first: 2) { nodes { id killChain { deepest { id } } } } }");

        answer.GetProperty("campaigns").GetProperty("nodes").ToString().ShouldBe(
            $$$$"""[{"id":"{{{{second}}}}","killChain":{"deepest":{"id":"TA0011"}}},"""
            + $$$$"""{"id":"{{{{first}}}}","killChain":{"deepest":{"id":"TA0001"}}}]""");
    }

    [Fact]
    public async Task Two_campaigns_compare_by_what_they_do()
    {
        var (left, right) = (await PromoteAsync(["T1566.001", "T1071"]), await PromoteAsync(["T1566", "T1048"]));

        var compared = await CompareAsync(_anna, left, right);

        compared.ToString().ShouldBe(
            """{"release":"18.1","techniques":{"shared":["T1566"],"onlyLeft":["T1071"],"onlyRight":["T1048"]}"""
            + ""","tactics":{"shared":["TA0001"],"onlyLeft":["TA0011"],"onlyRight":["TA0010"],"""
            + $"\"jaccard\":{1 / 3.0:R}}}}}");
    }

    [Fact]
    public async Task A_campaign_that_the_caller_may_not_see_compares_and_exports_like_none()
    {
        var (seen, hidden) = (await PromoteAsync(["T1566"]), await PromoteAsync(["T1566"], "AMBER_STRICT"));
        var stranger = new Client(
            database.System, Client.Anna with { Organisation = new OrganisationId("red"), Subject = "rob" });

        (await CompareAsync(_anna, seen, hidden)).ValueKind.ShouldBe(JsonValueKind.Object);
        (await CompareAsync(stranger, hidden, hidden)).ValueKind.ShouldBe(JsonValueKind.Null);
        (await LayerAsync(stranger, hidden)).ValueKind.ShouldBe(JsonValueKind.Null);
        (await LayerAsync(stranger, Guid.NewGuid())).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_campaign_exports_as_a_layer_of_the_navigator()
    {
        var id = await PromoteAsync(["T1566.001", "T9998"]);

        Approval.Verify(
            JsonSerializer.Serialize(await LayerAsync(_anna, id), Indented),
            "navigator-layer.json");
    }

    private static async Task<JsonElement> CompareAsync(Client client, Guid left, Guid right) =>
        (await client.RunAsync(
            """
            query Compare($left: UUID!, $right: UUID!) {
              compareKillChains(left: $left, right: $right) {
                release
                techniques { shared onlyLeft onlyRight }
                tactics { shared onlyLeft onlyRight jaccard }
              }
            }
            """,
            new { left, right })).GetProperty("compareKillChains");

    private static async Task<JsonElement> LayerAsync(Client client, Guid id) =>
        (await client.RunAsync("query Layer($id: UUID!) { navigatorLayer(campaign: $id) }", new { id }))
            .GetProperty("navigatorLayer");

    private async Task<JsonElement> ChainAsync(Guid id, string domain = "ENTERPRISE") =>
        (await _anna.RunAsync(Chain, new { id, domain })).GetProperty("campaign").GetProperty("killChain");

    private async Task<Guid> PromoteAsync(string[] techniques, string? classification = null)
    {
        var cluster = Clusters.Some();
        (cluster["label"], cluster["techniques"]) = ("Night Ferry", techniques);
        return Id(await _anna.PromoteAsync(cluster, classification));
    }

    private static Guid Id(JsonElement payload) => payload.GetProperty("campaign").GetProperty("id").GetGuid();

    private static IEnumerable<string?> Ids(JsonElement list, string name) =>
        list.EnumerateArray().Select(item => item.GetProperty(name).GetString());
}
