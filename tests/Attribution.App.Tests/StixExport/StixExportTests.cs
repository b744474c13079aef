using System.Text;
using System.Text.Json;
using Attribution.App.StixExport;
using Attribution.App.Tests.StixImport;
using Attribution.Domain.Access;
using Attribution.Stix;
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
            .Where(type => type != "identity").Order(StringComparer.Ordinal)
            .ShouldBe(["attack-pattern", "campaign", "intrusion-set", "relationship", "relationship"]);
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
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = "harbour seal";
        var id = (await new Client(database.System, Client.Anna).PromoteAsync(cluster, "GREEN"))
            .GetProperty("campaign").GetProperty("id").GetGuid();

        var bundle = await ExportAsync(Client.Anna, $"campaign--{id}");

        foreach (var found in bundle.Objects)
        {
            ObjectCheck.Check(found).Where(finding => finding.Severity != FindingSeverity.Warning)
                .ShouldBeEmpty(found.ToString());
        }

        var check = new BundleCheck();
        bundle.Objects.SelectMany(check.Add).ShouldBeEmpty();
        check.Missing.ShouldBeEmpty();
        var campaign = Find(bundle, $"campaign--{id}");
        campaign.References("object_marking_refs").ShouldBe([Stix.Tlp.Definition(TlpLevel.Green).Id]);
        campaign.Extension("extension-definition--6f0d9c0c-3a77-4e6d-9d0c-0b6f8f2f7a51")!.Value
            .GetProperty("status").GetString().ShouldBe("SUSPECTED");
        bundle.Objects.Count(found => found.Text("relationship_type") == "attributed-to").ShouldBe(1);
        bundle.Objects.Single(found => found.Text("relationship_type") == "uses").References("object_marking_refs")
            .ShouldBe([Stix.Tlp.Definition(TlpLevel.Green).Id]);
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
    public async Task An_earlier_day_is_exported_as_it_was()
    {
        await database.System.ImportAsync(Client.Anna, Object(_campaign, new { name = "First" }));
        var history = await database.System.Log.ReadStreamAsync(new("acme", UuidOf(_campaign)));
        var day = TestClock.Instance.GetCurrentInstant();
        await database.System.ImportAsync(
            Client.Anna, Object(_campaign, new { name = "Second" }, "2025-02-01T00:00:00.000Z"));

        var then = await ReadAsync(database.System, Client.Anna, Of(_campaign) with { AsOf = day });
        var before = await ReadAsync(
            database.System,
            Client.Anna,
            Of(_campaign) with { AsOf = history[0].RecordedAt - NodaTime.Duration.FromSeconds(1) });

        Find(then, _campaign).Text("name").ShouldBe("First");
        Find(await ExportAsync(Client.Anna), _campaign).Text("name").ShouldBe("Second");
        before.Objects.ShouldBeEmpty();
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

    private static async Task<StixBundle> ReadAsync(
        AttributionSystem system, Principal caller, StixExportRequest request) =>
        StixReader.Read(await BytesAsync(system, caller, request));

    private Task<StixBundle> ExportAsync(Principal caller, string? campaign = null) =>
        ReadAsync(database.System, caller, Of(campaign ?? _campaign));

    private static StixExportRequest Of(string campaign, Tlp ceiling = Tlp.Red) =>
        new(ceiling) { Campaigns = [UuidOf(campaign)] };

    private static StixObject Find(StixBundle bundle, string id) =>
        bundle.Objects.Single(found => found.Id.ToString() == id);
}
