using System.Text;
using System.Text.Json;
using Attribution.App.StixExport;
using Attribution.App.Tests.StixImport;
using Attribution.Domain.Access;
using Attribution.Stix;
using NodaTime;
using static Attribution.App.Tests.StixImport.Bundle;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.Tests.StixExport;

public sealed class StixExportTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Principal Boris = Client.Anna with { Subject = "boris", Clearance = Tlp.Amber };

    private readonly string _campaign = NewId("campaign");
    private readonly string _actor = NewId("intrusion-set");
    private readonly string _technique = NewId("attack-pattern");

    [Fact]
    public async Task What_others_wrote_goes_out_as_they_wrote_it()
    {
        var campaign = Campaign(_campaign).With("x_custom", 1.5);
        var attributed = Relationship(_campaign, "attributed-to", _actor).With("confidence", 65);
        await database.System.ImportAsync(
            Client.Anna, campaign, Actor(_actor), attributed, Technique(_technique, "T1003"),
            Relationship(_campaign, "uses", _technique));

        var bundle = await ExportAsync(Client.Anna);

        bundle.Objects.Select(found => found.Type)
            .Where(type => type is not ("identity" or "marking-definition" or "extension-definition"))
            .Order(StringComparer.Ordinal)
            .ShouldBe(["attack-pattern", "campaign", "intrusion-set", "relationship", "relationship", "report"]);
        Encoding.UTF8.GetString(Find(bundle, _campaign).Utf8).ShouldBe(campaign.ToJsonString());
        Encoding.UTF8.GetString(Find(bundle, attributed["id"]!.ToString()).Utf8).ShouldBe(attributed.ToJsonString());
    }

    [Fact]
    public async Task The_same_state_exports_to_the_same_bytes()
    {
        await new Client(database.System, Client.Anna).PromoteAsync(Clusters.Some());

        (await BytesAsync(database.System, Client.Anna, new StixExportRequest()))
            .ShouldBe(await BytesAsync(database.System, Client.Anna, new StixExportRequest()));
    }

    [Fact]
    public async Task What_we_say_is_written_by_us_marked_and_free_of_errors()
    {
        var (id, indicator) = await PromoteSeenAsync("GREEN");

        var bundle = await ExportAsync(Client.Anna, $"campaign--{id}");

        foreach (var found in bundle.Objects)
        {
            ObjectCheck.Check(found).Where(finding => finding.Severity != FindingSeverity.Warning)
                .ShouldBeEmpty(found.ToString());
        }

        var check = new BundleCheck();
        bundle.Objects.SelectMany(check.Add).ShouldBeEmpty();
        check.Missing.ShouldBeEmpty();
        Find(bundle, $"campaign--{id}").References("object_marking_refs").ShouldBe([Marking(TlpLevel.Green)]);
        var links = bundle.Objects.Where(found => found.Type == "relationship").ToList();
        links.Select(link => $"{link.Text("source_ref")!.Split("--")[0]} {link.Text("relationship_type")}")
            .Order(StringComparer.Ordinal).ShouldBe([
                "campaign attributed-to", "campaign uses", "campaign uses", "indicator indicates",
                "indicator indicates",
            ]);
        links.ShouldAllBe(link => link.References("object_marking_refs").Single() == Marking(TlpLevel.Green));
        var technique = bundle.Objects.Single(found => found.Type == "attack-pattern");
        technique.Text("name").ShouldBe("OS Credential Dumping");
        technique.KillChainPhases.ShouldBe([new KillChainPhase("mitre-attack", "credential-access")]);
        var sighting = bundle.Objects.Single(found => found.Type == "sighting");
        sighting.Text("sighting_of_ref").ShouldBe(indicator);
        sighting.Text("first_seen").ShouldBe("2025-03-01T00:00:00.000Z");
        bundle.Objects.Single(found => found.Type == "infrastructure").Texts("infrastructure_types")
            .ShouldBe(["command-and-control"]);
        bundle.Objects.Single(found => found.Type == "report").References("object_refs")
            .ShouldBe(
                bundle.Objects.Where(found => found.Type is not ("report" or "identity" or "marking-definition"
                    or "extension-definition")).Select(found => found.Id),
                ignoreOrder: true);
    }

    [Fact]
    public async Task Nothing_is_changed_before_it_is_made_however_fine_the_clock()
    {
        await using var system = AttributionSystem.Open(database.ConnectionString, new FineClock());
        var anna = new Client(system, Client.Anna);
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = "harbour seal";
        var promoted = (await anna.PromoteAsync(cluster)).GetProperty("campaign").GetProperty("id").GetGuid();

        var bundle = await ReadAsync(system, Client.Anna, Of($"campaign--{promoted}"));

        bundle.Objects.ShouldContain(found => found.Type == "relationship");
        bundle.Objects.SelectMany(ObjectCheck.Check)
            .ShouldNotContain(finding => finding.Code == FindingCodes.TimesOutOfOrder);
    }

    [Fact]
    public async Task What_only_we_record_is_an_extension_that_its_schema_describes()
    {
        var (id, _) = await PromoteSeenAsync("GREEN");
        await new Client(database.System, Client.Anna).TransitAsync("activateCampaign", id);

        var bundle = await ExportAsync(Client.Anna, $"campaign--{id}");

        var records = bundle.Objects
            .Select(found => found.Extension(AttributionExtension.Id.ToString())).OfType<JsonElement>().ToList();
        records.Count.ShouldBe(3, "of the campaign, its attribution and its report");
        var schema = JsonDocument.Parse(
            Find(bundle, AttributionExtension.Id.ToString()).Text("schema")!).RootElement.GetProperty("properties");
        records.SelectMany(record => record.EnumerateObject()).Select(property => property.Name)
            .ShouldBeSubsetOf(schema.EnumerateObject().Select(property => property.Name));
        var campaign = Find(bundle, $"campaign--{id}").Extension(AttributionExtension.Id.ToString())!.Value;
        campaign.GetProperty("status").GetString().ShouldBe("ACTIVE");
        campaign.GetProperty("history").EnumerateArray().Select(step => step.GetProperty("status").GetString())
            .ShouldBe(["SUSPECTED", "ACTIVE"]);
        bundle.Objects.Single(found => found.Type == "report").Extension(AttributionExtension.Id.ToString())!.Value
            .GetProperty("diamonds").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_label_above_the_ceiling_stays_behind_with_all_that_follows_from_it()
    {
        var (id, indicator) = await PromoteSeenAsync("GREEN", label: "RED");

        var bundle = await ReadAsync(database.System, Client.Anna, Of($"campaign--{id}", Tlp.Amber));

        Find(bundle, indicator).ShouldNotBeNull();
        bundle.Objects.ShouldNotContain(found => found.Type == "infrastructure");
        bundle.Objects.Single(found => found.Type == "report").References("object_marking_refs")
            .ShouldBe([Marking(TlpLevel.Green)]);
    }

    [Fact]
    public async Task An_actor_of_two_campaigns_has_the_wider_label_and_that_is_the_later_version()
    {
        var anna = new Client(database.System, Client.Anna);
        var (amber, green) = (await SuspectAsync("AMBER"), await SuspectAsync("GREEN"));

        var alone = ActorOf(await ExportAsync(Client.Anna, $"campaign--{amber}"));
        var both = ActorOf(await ReadAsync(
            database.System, Client.Anna, new StixExportRequest { Campaigns = [amber, green] }));

        alone.References("object_marking_refs").ShouldBe([Marking(TlpLevel.Amber)]);
        both.References("object_marking_refs").ShouldBe([Marking(TlpLevel.Green)]);
        both.Version!.Value.Instant.ShouldBeGreaterThan(alone.Version!.Value.Instant);

        async Task<Guid> SuspectAsync(string label)
        {
            var cluster = Clusters.Some();
            cluster["suggested_actor"] = "winter heron";
            return (await anna.PromoteAsync(cluster, label)).GetProperty("campaign").GetProperty("id").GetGuid();
        }

        static StixObject ActorOf(StixBundle bundle) =>
            bundle.Objects.Single(found => found.Type == "threat-actor");
    }

    [Fact]
    public async Task Nothing_above_the_rights_or_the_ceiling_goes_out_not_even_an_id()
    {
        var secret = Actor(_actor, "Secret").Marked(Red);
        await database.System.ImportAsync(
            Client.Anna,
            Campaign(_campaign, marking: Green),
            secret,
            Relationship(_campaign, "attributed-to", _actor).Marked(Green));

        foreach (var (caller, ceiling) in new[] { (Boris, Tlp.Red), (Client.Anna, Tlp.Amber) })
        {
            var text = Encoding.UTF8.GetString(await BytesAsync(database.System, caller, Of(_campaign, ceiling)));
            text.ShouldContain(_campaign);
            text.ShouldNotContain(_actor);
        }

        Encoding.UTF8.GetString(await BytesAsync(database.System, Client.Anna, Of(_campaign, Tlp.Clear)))
            .ShouldNotContain(_campaign);
    }

    [Fact]
    public async Task A_campaign_that_does_not_exist_for_the_caller_gives_an_empty_bundle()
    {
        await database.System.ImportAsync(Client.Anna, Campaign(_campaign, marking: Red));

        (await ExportAsync(Boris)).Objects.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_what_is_asked_for_goes_along()
    {
        await database.System.ImportAsync(
            Client.Anna, Campaign(_campaign), Technique(_technique, "T1003"),
            Relationship(_campaign, "uses", _technique));

        var bundle = await ReadAsync(
            database.System, Client.Anna, Of(_campaign) with { Include = [StixExportPart.Attributions] });

        bundle.Objects.ShouldNotContain(found => found.Type == "attack-pattern");
    }

    [Fact]
    public async Task A_client_reads_the_bundle_over_graphql()
    {
        await database.System.ImportAsync(Client.Anna, Campaign(_campaign));

        var answer = await new Client(database.System, Client.Anna).RunAsync(
            "query Export($ids: [UUID!]!) { exportStix(campaigns: $ids) { bundle bundleId objectCount } }",
            new { ids = new[] { UuidOf(_campaign) } });

        var bundle = JsonDocument.Parse(answer.GetProperty("exportStix").GetProperty("bundle").GetString()!);
        bundle.RootElement.GetProperty("id").GetString()
            .ShouldBe(answer.GetProperty("exportStix").GetProperty("bundleId").GetString());
    }

    internal static async Task<byte[]> BytesAsync(
        AttributionSystem system, Principal caller, StixExportRequest request)
    {
        using var output = new MemoryStream();
        await system.ExportStixAsync(request, caller, output);
        return output.ToArray();
    }

    internal static async Task<StixBundle> ReadAsync(
        AttributionSystem system, Principal caller, StixExportRequest request) =>
        StixReader.Read(await BytesAsync(system, caller, request));

    private Task<StixBundle> ExportAsync(Principal caller, string? campaign = null) =>
        ReadAsync(database.System, caller, Of(campaign ?? _campaign));

    internal static StixExportRequest Of(string campaign, Tlp ceiling = Tlp.Red) =>
        new(ceiling) { Campaigns = [UuidOf(campaign)] };

    private static StixId Marking(TlpLevel level) => Stix.Tlp.Definition(level).Id;

    /// <summary>A promoted campaign with a suspect, a technique, and an indicator that was seen and labelled.</summary>
    private async Task<(Guid Campaign, string Indicator)> PromoteSeenAsync(string classification, string? label = null)
    {
        var anna = new Client(database.System, Client.Anna);
        var member = Clusters.Members(1)[0];
        var cluster = Clusters.Some(members: 0);
        cluster["member_ids"] = new[] { member };
        cluster["label"] = "cluster:ipv4-addr:harbour";
        cluster["suggested_actor"] = "harbour seal";
        cluster["techniques"] = new[] { "T1003" };
        cluster["first_seen"] = "2025-03-01T00:00:00Z";
        await database.System.ImportAsync(Client.Anna, Indicator($"indicator--{member}").Marked(Green));
        await anna.SendAsync(
            "classifyInfrastructure",
            new
            {
                subject = $"indicator--{member}",
                types = new[] { "command-and-control" },
                confidence = 70,
                classification = label ?? classification,
            },
            "infrastructure",
            "subject");
        var promoted = await anna.PromoteAsync(cluster, classification);
        return (promoted.GetProperty("campaign").GetProperty("id").GetGuid(), $"indicator--{member}");
    }

    internal static StixObject Find(StixBundle bundle, string id) =>
        bundle.Objects.Single(found => found.Id.ToString() == id);

    /// <summary>Ticks as finely as .NET does, which is finer than PostgreSQL keeps.</summary>
    private sealed class FineClock : IClock
    {
        public Instant GetCurrentInstant() => TestClock.Instance.GetCurrentInstant() + Duration.FromTicks(1_234_567);
    }
}
