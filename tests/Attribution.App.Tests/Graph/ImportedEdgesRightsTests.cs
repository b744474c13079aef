using System.Text.Json.Nodes;
using Attribution.App.StixImport;
using Attribution.App.Tests.StixImport;
using Attribution.Domain.Access;
using static Attribution.App.Tests.StixImport.Bundle;

namespace Attribution.App.Tests.Graph;

/// <summary>An imported relationship is there for those who may see it and both its ends, and for no others.</summary>
public sealed class ImportedEdgesRightsTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Later = "2025-06-01T00:00:00.000Z";

    private static readonly string[] Nobody = [];

    private static readonly Principal Boris = Client.Anna with { Subject = "boris", Clearance = Tlp.Amber };

    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _boris = new(database.System, Boris);
    private readonly string _malware = NewId("malware");
    private readonly string _tool = NewId("tool");
    private readonly string _relationship = NewId("relationship");

    [Theory]
    [InlineData(Red, Amber, Amber)]
    [InlineData(Amber, Red, Amber)]
    [InlineData(Amber, Amber, Red)]
    public async Task The_markings_of_the_relationship_and_of_each_end_hide_it(
        string said, string source, string target)
    {
        await ImportAsync(Client.Anna, Uses(said), Malware(source), Tool(target));

        await ShouldSeeAsync(_anna, edges: 1);
        await ShouldSeeAsync(_boris, edges: 0);
    }

    [Fact]
    public async Task What_a_later_version_marks_more_strictly_is_hidden_from_then_on_and_what_it_widens_shown()
    {
        await ImportAsync(Client.Anna, Uses(Amber), Malware(Amber), Tool(Amber));
        await ShouldSeeAsync(_boris, edges: 1);

        await ImportAsync(Client.Anna, Tool(Red, Later));
        await ShouldSeeAsync(_boris, edges: 0);
        await ShouldSeeAsync(_anna, edges: 1);

        await ImportAsync(Client.Anna, Tool(Amber, "2025-07-01T00:00:00.000Z"));
        await ShouldSeeAsync(_boris, edges: 1);
    }

    [Fact]
    public async Task Who_does_not_see_a_campaign_sees_no_relationship_of_it_whatever_its_object_was_marked()
    {
        var campaign = NewId("campaign");
        await ImportAsync(
            Client.Anna, Campaign(campaign, marking: Amber), Malware(Amber), Relationship(campaign, "uses", _malware));
        (await _boris.AroundAsync(_malware)).Relationships().ShouldBe([$"{campaign} USES {_malware}"]);

        (await new Client(database.System, Client.Sofia).SendAsync("reclassifyCampaign", new
        {
            id = UuidOf(campaign),
            classification = "RED",
            sharedWith = Nobody,
            releasableTo = Nobody,
            recipients = new[] { Client.Anna.Subject },
            reason = "a source is at risk",
        })).Code().ShouldBeNull();

        (await _boris.AroundAsync(_malware)).Relationships().ShouldBeEmpty();
        (await _boris.AroundAsync(campaign)).Relationships().ShouldBeEmpty();
        (await _anna.AroundAsync(_malware)).Relationships().ShouldBe([$"{campaign} USES {_malware}"]);
    }

    [Fact]
    public async Task Organisations_and_tenants_that_bring_the_same_objects_have_relationships_of_their_own()
    {
        var rival = Client.Anna with { Tenant = new TenantId("rival") };
        await ImportAsync(Client.Anna, Uses(Red), Malware(Amber), Tool(Amber));
        await ShouldSeeAsync(new Client(database.System, Client.Stranger), edges: 0);
        await ImportAsync(Client.Stranger, Malware(Amber), Tool(Amber));
        await ShouldSeeAsync(new Client(database.System, Client.Stranger), edges: 0);
        await ImportAsync(Client.Stranger, Uses(Amber));

        await ShouldSeeAsync(new Client(database.System, Client.Stranger), edges: 1);
        await ShouldSeeAsync(_anna, edges: 1);
        await ShouldSeeAsync(new Client(database.System, rival), edges: 0);
    }

    [Fact]
    public async Task The_id_of_a_hidden_technique_does_not_lead_to_its_node()
    {
        var technique = NewId("attack-pattern");
        await ImportAsync(
            Client.Anna,
            Technique(technique, "T1491").Marked(Red),
            Object(_malware, new { name = "Nine" }).Marked(Amber));
        await _anna.SendAsync(
            "observeTechniques", new { id = await _anna.CreateAsync(), techniques = new[] { "T1491" } });

        (await _anna.AroundAsync(technique)).Relationships().Length.ShouldBe(1);
        (await _boris.AroundAsync(technique)).Relationships().ShouldBeEmpty();
        (await _boris.AroundAsync("T1491")).Relationships().Length.ShouldBe(1);
    }

    private JsonObject Uses(string marking) => Relationship(_malware, "uses", _tool, _relationship).Marked(marking);

    private JsonObject Malware(string marking) => Object(_malware, new { name = "Nine" }).Marked(marking);

    private JsonObject Tool(string marking, string? modified = null) => (modified is null
        ? Object(_tool, new { name = "nmap" })
        : Object(_tool, new { name = "nmap" }, modified)).Marked(marking);

    private Task<List<StixImportItem>> ImportAsync(Principal caller, params JsonObject[] objects) =>
        database.System.ImportAsync(caller, objects);

    /// <summary>From either end, and as a path.</summary>
    private async Task ShouldSeeAsync(Client reader, int edges)
    {
        (await reader.AroundAsync(_malware)).Relationships().Length.ShouldBe(edges);
        (await reader.AroundAsync(_tool, depth: 2)).Relationships().Length.ShouldBe(edges);
        ((await reader.PathAsync(_tool, _malware))?.Length ?? 0).ShouldBe(edges);
    }
}
