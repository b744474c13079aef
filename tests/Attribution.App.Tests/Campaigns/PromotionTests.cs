using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Campaigns;

public sealed class PromotionTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);

    [Fact]
    public async Task A_cluster_becomes_a_suspected_campaign_with_what_the_cluster_says()
    {
        var cluster = Clusters.Some("c-1");
        var members = (string[])cluster["member_ids"]!;

        var payload = await _anna.PromoteAsync(cluster);

        payload.GetProperty("errors").GetArrayLength().ShouldBe(0);
        var campaign = payload.GetProperty("campaign");
        Text(campaign, "name").ShouldBe("cluster:ipv4-addr:harbour+T1059.001");
        Text(campaign, "status").ShouldBe("SUSPECTED");
        Text(campaign, "classification").ShouldBe("AMBER");
        Text(campaign, "description").ShouldBe(
            "Auto-promoted from cluster c-1. Signals: shared_subnet:203.0.113.0/24; timing_proximity");
        Texts(campaign, "indicators").ShouldBe(members.Select(member => $"indicator--{member}"));
        Texts(campaign, "clusters").ShouldBe(["c-1"]);
        Texts(campaign, "techniques").ShouldBe(["T1059.001"]);
        Texts(campaign, "tags").ShouldBe(["auto-promoted", "from-cluster"]);
        Text(campaign.GetProperty("initialConfidence"), "label").ShouldBe("B2 (HIGH)");
        campaign.GetProperty("hypotheses").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_same_cluster_again_changes_nothing_and_new_members_are_merged()
    {
        var cluster = Clusters.Some();
        var first = await _anna.PromoteAsync(cluster);
        var again = await _anna.PromoteAsync(cluster);
        cluster["member_ids"] = ((string[])cluster["member_ids"]!).Append(Guid.NewGuid().ToString()).ToArray();
        var grown = await _anna.PromoteAsync(cluster);

        again.GetProperty("changed").GetBoolean().ShouldBeFalse();
        Id(again).ShouldBe(Id(first));
        Id(grown).ShouldBe(Id(first));
        grown.GetProperty("changed").GetBoolean().ShouldBeTrue();
        grown.GetProperty("campaign").GetProperty("indicators").GetArrayLength().ShouldBe(4);
        grown.GetProperty("campaign").GetProperty("version").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Many_deliveries_of_one_cluster_at_once_open_one_campaign()
    {
        var cluster = Clusters.Some();

        var payloads = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _anna.PromoteAsync(cluster)));

        payloads.Select(Id).Distinct().Count().ShouldBe(1);
        payloads.Count(payload => payload.GetProperty("changed").GetBoolean()).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_cluster_id_in_two_tenants_is_two_campaigns()
    {
        var other = new Client(database.System, Client.Anna with { Tenant = new TenantId("other") });
        var cluster = Clusters.Some("shared-id");

        var (ours, theirs) = (await _anna.PromoteAsync(cluster), await other.PromoteAsync(cluster));

        Id(ours).ShouldNotBe(Id(theirs));
        theirs.GetProperty("changed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_suggested_actor_opens_a_hypothesis_and_is_not_the_attribution()
    {
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = "APT-28";

        var payload = await _anna.PromoteAsync(cluster);

        var hypothesis = payload.GetProperty("campaign").GetProperty("hypotheses").EnumerateArray().Single();
        Text(hypothesis.GetProperty("actor"), "name").ShouldBe("APT-28");
        Text(hypothesis.GetProperty("actor"), "stixId").ShouldStartWith("threat-actor--");
        (Text(hypothesis, "status"), Text(hypothesis, "source")).ShouldBe(("OPEN", "CLUSTER_DETECTOR"));
        var leading = await _anna.RunAsync(
            """
            query Leading($id: UUID!) {
              campaign(id: $id) { contested leadingHypothesis { id } associatedActors { stixId } }
            }
            """,
            new { id = Id(payload) });
        leading.GetProperty("campaign").ToString().ShouldBe(
            """{"contested":false,"leadingHypothesis":null,"associatedActors":[]}""");
    }

    [Fact]
    public async Task A_batch_skips_what_is_below_the_threshold_and_one_bad_cluster_fails_no_other()
    {
        var (low, none) = (Clusters.Some(), Clusters.Some());
        low["confidence"] = new { source_reliability = "D", information_credibility = 4, stix_confidence = 79 };
        none["confidence"] = null;
        var bad = Clusters.Some();
        bad["member_ids"] = "not a list";

        var answer = await _anna.RunAsync(
            """
            mutation Batch($clusters: [JSON!]!) {
              promoteClusters(input: { clusters: $clusters, minConfidence: 80 }) {
                results { outcome reason campaign { name } errors { code path } }
              }
            }
            """,
            new { clusters = new object[] { Clusters.Some(), low, bad, none } });

        var results = answer.GetProperty("promoteClusters").GetProperty("results").EnumerateArray().ToArray();
        results.Select(result => Text(result, "outcome")).ShouldBe(["PROMOTED", "SKIPPED", "REFUSED", "SKIPPED"]);
        Text(results[1], "reason").ShouldBe("confidence 79 is below the required 80");
        Text(results[2].GetProperty("errors")[0], "code").ShouldBe("MALFORMED_CLUSTER");
        Text(results[2].GetProperty("errors")[0], "path").ShouldBe("member_ids");
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("""{"id":"x","label":"l","member_ids":[1]}""", "member_ids")]
    [InlineData("""{"id":"x","label":"l","member_ids":["no-uuid"]}""", "member_ids[0]")]
    [InlineData(
        """
        {"id":"x","label":"l",
         "confidence":{"source_reliability":"G","information_credibility":2,"stix_confidence":80}}
        """,
        "confidence")]
    [InlineData("""{"id":"x","label":"l","confidence":"high"}""", "confidence")]
    [InlineData("""{"id":"x","label":"l","first_seen":"yesterday"}""", "first_seen")]
    [InlineData("""{"id":"x","label":"l","first_seen":"0000-12-31T23:59:59Z"}""", "first_seen")]
    [InlineData("""{"id":"x","label":"l","first_seen":"0001-01-01T00:00:00+14:00"}""", "first_seen")]
    [InlineData("""{"id":"x","label":"l","last_seen":"9999-12-31T23:59:59-14:00"}""", "last_seen")]
    [InlineData("""{"id":"x","label":"l","classification":"TLP:PURPLE"}""", "classification")]
    [InlineData("""{"id":"x","label":"l","tenant":"other"}""", "tenant")]
    public async Task What_is_malformed_is_refused_with_the_path_of_its_field(string json, string path)
    {
        using var message = JsonDocument.Parse(json);

        var payload = await _anna.PromoteAsync(message.RootElement);

        Text(payload.GetProperty("errors")[0], "path").ShouldBe(path);
        payload.GetProperty("campaign").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task A_batch_asks_for_a_confidence_that_there_is(int minConfidence)
    {
        var errors = (await _anna.RunAsync(
            """
            mutation Promote($least: Int!) {
              promoteClusters(input: { clusters: [], minConfidence: $least }) { errors { code path } }
            }
            """,
            new { least = minConfidence })).GetProperty("promoteClusters").GetProperty("errors");

        (errors[0].Text("code"), errors[0].Text("path")).ShouldBe(("CONFIDENCE_OUT_OF_RANGE", "minConfidence"));
    }

    [Fact]
    public async Task A_label_above_the_callers_clearance_is_refused()
    {
        var cleared = new Client(database.System, Client.Anna with { Clearance = Tlp.Green });

        var payload = await cleared.PromoteAsync(Clusters.Some(), "RED");

        Text(payload.GetProperty("errors")[0], "code").ShouldBe("ABOVE_CLEARANCE");
    }

    [Fact]
    public async Task An_auditor_promotes_nothing()
    {
        var auditor = new Client(database.System, Client.Anna with { Roles = [Role.Auditor] });

        var payload = await auditor.PromoteAsync(Clusters.Some());

        Text(payload.GetProperty("errors")[0], "code").ShouldBe("FORBIDDEN");
    }

    private static Guid Id(JsonElement payload) => payload.GetProperty("campaign").GetProperty("id").GetGuid();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<string?> Texts(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(item => item.GetString());
}
