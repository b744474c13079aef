using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.App.Graph;
using Attribution.App.Graph.Imported;
using Attribution.App.StixImport;
using Attribution.App.Tests.StixImport;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Stix;
using NodaTime;
using static Attribution.App.Tests.StixImport.Bundle;

namespace Attribution.App.Tests.Graph;

/// <summary>What imported objects say of each other, in the graph. Who may see it is
/// <see cref="ImportedEdgesRightsTests"/>.</summary>
public sealed class ImportedEdgesTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Later = "2025-06-01T00:00:00.000Z";

    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly string _malware = NewId("malware");
    private readonly string _tool = NewId("tool");

    [Fact]
    public async Task Every_relationship_of_a_bundle_is_an_edge_of_the_graph()
    {
        var tenant = Client.Anna with { Tenant = new TenantId("bundles") };
        var reader = new Client(database.System, tenant);
        var (objects, relationships) = SomeOfEverything();
        await database.System.ImportAsync(tenant, [.. relationships, .. objects]);

        var found = new HashSet<string>();
        foreach (var id in objects.Select(one => one["id"]!.ToString()))
        {
            found.UnionWith((await reader.AroundAsync(id)).Relationships());
        }

        var nodes = objects.ToDictionary(one => one["id"]!.ToString(), NodeOf);
        found.ShouldBe(relationships.Select(one => Edge(one, nodes)), ignoreOrder: true);
        found.Count.ShouldBe(relationships.Length);
    }

    [Fact]
    public async Task An_edge_says_what_its_relationship_says_and_calls_its_ends_by_their_names()
    {
        var producer = NewId("identity");
        var relationship = Relationship(_malware, "phones-home-to", _tool)
            .With("confidence", 85).With("created_by_ref", producer)
            .With("start_time", "2024-01-01T00:00:00Z").With("stop_time", "2024-02-01T00:00:00Z");
        await ImportAsync(Named(_malware, "Nine"), Named(_tool, "nmap"), relationship);

        var edge = (await _anna.RunAsync(
            """
            query Read($from: ID!) {
              relationships(from: $from, types: [OTHER]) {
                relationships {
                  source { name type } type target { name type } confidence statedAt statedIn statedVersion
                  import { stixId organisation typeName producer startTime stopTime }
                }
              }
            }
            """,
            new { from = _malware })).GetProperty("relationships").GetProperty("relationships")[0];

        var id = relationship["id"]!.ToString();
        edge.ToString().ShouldBe(JsonSerializer.Serialize(new
        {
            source = new { name = "Nine", type = "MALWARE" },
            type = "OTHER",
            target = new { name = "nmap", type = "TOOL" },
            confidence = 85,
            statedAt = "2025-01-10T09:00:00Z",
            statedIn = UuidOf(id),
            statedVersion = (long?)null,
            import = new
            {
                stixId = id,
                organisation = "blue",
                typeName = "phones-home-to",
                producer,
                startTime = "2024-01-01T00:00:00Z",
                stopTime = "2024-02-01T00:00:00Z",
            },
        }));
    }

    [Fact]
    public async Task A_path_and_a_neighbour_in_common_lead_over_what_was_imported()
    {
        var (campaign, other, technique) = (NewId("campaign"), NewId("intrusion-set"), NewId("attack-pattern"));
        await ImportAsync(
            Campaign(campaign), Actor(other), Named(_malware, "Nine"), Technique(technique, "T1701"),
            Relationship(campaign, "uses", _malware), Relationship(other, "uses", _malware),
            Relationship(_malware, "uses", technique));

        (await _anna.PathAsync(campaign, other)).ShouldBe(
            [$"{campaign} USES {_malware}", $"{other} USES {_malware}"]);
        (await _anna.CommonAsync(campaign, other)).ShouldBe([_malware]);
        (await _anna.PathAsync(campaign, technique)).ShouldBe(
            [$"{campaign} USES {_malware}", $"{_malware} USES T1701"], "asked by the id it has in its bundle");
        (await _anna.AroundAsync("T1701", depth: 2)).Relationships().Length.ShouldBe(3);
        (await _anna.AroundAsync(_malware, direction: "OUTGOING")).Relationships()
            .ShouldBe([$"{_malware} USES T1701"]);
        (await _anna.AroundAsync(_malware, types: ["HOSTS"])).Relationships().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_campaign_that_takes_a_relationship_over_states_it_alone()
    {
        var (campaign, technique) = (NewId("campaign"), NewId("attack-pattern"));
        await ImportAsync(
            Campaign(campaign), Technique(technique, "T1702"), Relationship(campaign, "uses", technique));
        (await _anna.AroundAsync(campaign)).Relationships().ShouldBe([$"{campaign} USES T1702"]);

        await _anna.SendAsync(
            "discardTechniques", new { id = UuidOf(campaign), techniques = new[] { "T1702" }, reason = "a mistake" });

        (await _anna.AroundAsync(campaign)).Relationships().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_latest_version_counts_and_importing_again_changes_nothing()
    {
        var id = NewId("relationship");
        var first = Relationship(_malware, "uses", _tool, id).With("confidence", 20);
        var second = Relationship(_malware, "downloads", _tool, id, Later).With("confidence", 70);
        await ImportAsync(Named(_malware, "Nine"), Named(_tool, "nmap"), first);
        (await EdgesAsync()).ShouldBe([$"{_malware} USES {_tool} 20"]);

        foreach (var _ in new[] { 1, 2 })
        {
            await ImportAsync(second);
            await ImportAsync(first);

            (await EdgesAsync()).ShouldBe([$"{_malware} DOWNLOADS {_tool} 70"]);
        }
    }

    [Fact]
    public async Task A_version_that_another_import_stores_late_does_not_replace_a_later_one()
    {
        var relationship = Relationship(_malware, "uses", _tool).With("confidence", 70);
        await ImportAsync(Named(_malware, "Nine"), Named(_tool, "nmap"), relationship);
        var earlier = new ImportedObject(
            Client.Anna.Tenant,
            StixObject.Parse(Encoding.UTF8.GetBytes(relationship.With("confidence", 20).ToJsonString())),
            Instant.FromUtc(2020, 1, 1, 0, 0),
            Domain.Access.Handling.OwnedBy(Client.Anna.Organisation));

        await new StatedGraph(database.System).CommitAsync(ImportedGraph.Rows([earlier]));

        (await EdgesAsync()).ShouldBe([$"{_malware} USES {_tool} 70"]);
    }

    [Fact]
    public async Task Of_two_versions_in_one_bundle_the_later_one_counts()
    {
        var id = NewId("relationship");

        await ImportAsync(
            Named(_malware, "Nine"),
            Named(_tool, "nmap"),
            Relationship(_malware, "uses", _tool, id).With("confidence", 20),
            Relationship(_malware, "uses", _tool, id, Later).With("confidence", 70));

        (await EdgesAsync()).ShouldBe([$"{_malware} USES {_tool} 70"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_revoked_relationship_is_gone_and_so_is_one_of_whose_ends_is(bool isEnd)
    {
        var id = NewId("relationship");
        await ImportAsync(Named(_malware, "Nine"), Named(_tool, "nmap"), Relationship(_malware, "uses", _tool, id));
        (await EdgesAsync()).Length.ShouldBe(1);

        var revoked = isEnd ? Named(_tool, "nmap", Later) : Relationship(_malware, "uses", _tool, id, Later);
        await ImportAsync(revoked.With("revoked", true));

        (await EdgesAsync()).ShouldBeEmpty();
        (await _anna.AroundAsync(_tool)).Relationships().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edge_is_there_as_soon_as_both_its_ends_are()
    {
        await ImportAsync(Named(_malware, "Nine"), Relationship(_malware, "uses", _tool));
        (await EdgesAsync()).ShouldBeEmpty();

        await ImportAsync(Named(_tool, "nmap"));

        (await EdgesAsync()).ShouldBe([$"{_malware} USES {_tool} "]);
    }

    private static (JsonObject[] Objects, JsonObject[] Relationships) SomeOfEverything()
    {
        var ids = new[]
        {
            "campaign", "intrusion-set", "threat-actor", "infrastructure", "malware", "tool", "vulnerability",
        }.ToDictionary(type => type, NewId);
        var (technique, plain, indicator) = (NewId("attack-pattern"), NewId("attack-pattern"), NewId("indicator"));
        var (place, firm) = (
            Object(NewId("location"), new { country = "de" }),
            Object(NewId("identity"), new { name = "Contoso", identity_class = "organization" }));
        (string Source, string Type, string Target)[] said =
        [
            (ids["campaign"], "uses", ids["malware"]),
            (ids["campaign"], "uses", technique),
            (ids["campaign"], "attributed-to", ids["intrusion-set"]),
            (ids["campaign"], "targets", firm["id"]!.ToString()),
            (ids["campaign"], "compromises", ids["infrastructure"]),
            (ids["malware"], "uses", technique),
            (ids["malware"], "uses", plain),
            (ids["malware"], "targets", ids["vulnerability"]),
            (ids["intrusion-set"], "uses", ids["tool"]),
            (ids["intrusion-set"], "attributed-to", ids["threat-actor"]),
            (ids["intrusion-set"], "targets", firm["id"]!.ToString()),
            (indicator, "indicates", ids["malware"]),
            (indicator, "indicates", ids["campaign"]),
            (ids["infrastructure"], "hosts", ids["malware"]),
            (ids["infrastructure"], "located-at", place["id"]!.ToString()),
            (ids["malware"], "communicates-with", ids["infrastructure"]),
            (firm["id"]!.ToString(), "located-at", place["id"]!.ToString()),
            (technique, "some-word-of-ours", ids["tool"]),
        ];
        return (
            [
                .. ids.Where(id => id.Key != "campaign").Select(id => Named(id.Value, id.Key)),
                Campaign(ids["campaign"]), Technique(technique, "T1703"), Named(plain, "no technique of ATT&CK"),
                Indicator(indicator), place, firm,
            ],
            [.. said.Select(one => Relationship(one.Source, one.Type, one.Target))]);
    }

    private static string NodeOf(JsonObject one) => one["type"]!.ToString() switch
    {
        "attack-pattern" when one["external_references"] is { } known => known[0]!["external_id"]!.ToString(),
        "location" => GraphNode.Of(new Target(TargetKind.Country, "DE")).Id,
        "identity" => GraphNode.Of(new Target(TargetKind.Organisation, "Contoso")).Id,
        _ => one["id"]!.ToString(),
    };

    private static string Edge(JsonObject one, Dictionary<string, string> nodes)
    {
        var type = one["relationship_type"]!.ToString().Replace('-', '_').ToUpperInvariant();
        return string.Join(
            ' ',
            nodes[one["source_ref"]!.ToString()],
            type == "SOME_WORD_OF_OURS" ? "OTHER" : type,
            nodes[one["target_ref"]!.ToString()]);
    }

    private static JsonObject Named(string id, string name, string? modified = null) =>
        modified is null ? Object(id, new { name }) : Object(id, new { name }, modified);

    private Task<List<StixImportItem>> ImportAsync(params JsonObject[] objects) =>
        database.System.ImportAsync(Client.Anna, objects);

    /// <summary>What is around the malware, each with its confidence.</summary>
    private async Task<string[]> EdgesAsync()
    {
        var around = await _anna.AroundAsync(_malware);
        return
        [
            .. around.Relationships().Zip(
                around.Items("relationships"), (said, edge) => $"{said} {edge.GetProperty("confidence")}"),
        ];
    }
}
