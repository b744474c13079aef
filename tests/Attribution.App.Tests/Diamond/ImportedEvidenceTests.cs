using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.App.Tests.Graph;
using Attribution.App.Tests.StixImport;
using Attribution.Domain.Access;
using static Attribution.App.Tests.StixImport.Bundle;

namespace Attribution.App.Tests.Diamond;

/// <summary>What imported objects say around a campaign stands in its diamonds, for those who may see it.</summary>
public sealed class ImportedEvidenceTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _boris = new(
        database.System, Client.Anna with { Subject = "boris", Clearance = Tlp.Amber });

    private readonly string _campaign = NewId("campaign");
    private readonly string _malware = NewId("malware");
    private readonly string _tool = NewId("tool");
    private readonly string _server = NewId("infrastructure");

    [Fact]
    public async Task What_it_uses_and_what_that_talks_to_fill_corners_in_the_phase_of_the_technique()
    {
        var technique = NewId("attack-pattern");
        await ImportAsync(
            Technique(technique, "T1003"),
            Relationship(_campaign, "uses", _malware),
            Relationship(_malware, "uses", technique),
            Relationship(_malware, "communicates-with", _server)
                .With("start_time", "2024-01-01T00:00:00Z").With("stop_time", "2024-02-01T00:00:00Z"));

        var sets = await DiamondAsync(_anna);

        sets.Select(set => (set.Text("phase"), Names(set, "capabilities"), Names(set, "infrastructure"))).ShouldBe(
            [(null, "", "relay"), ("TA0006", "Nine, OS Credential Dumping", "")]);
        (sets[0].Text("firstSeen"), sets[0].Text("lastSeen")).ShouldBe(
            ("2024-01-01T00:00:00Z", "2025-01-10T09:00:00Z"));
    }

    [Fact]
    public async Task What_another_campaign_does_with_the_same_malware_is_not_its_story()
    {
        var other = NewId("campaign");
        await ImportAsync(
            Campaign(other, "Other", Amber),
            Relationship(_campaign, "uses", _malware),
            Relationship(other, "uses", _malware),
            Relationship(other, "uses", _tool));

        var set = (await DiamondAsync(_anna)).ShouldHaveSingleItem();

        Names(set, "capabilities").ShouldBe("Nine");
        (await PivotsAsync(_anna, "CAPABILITY", UuidOf(_campaign), UuidOf(other))).ShouldBe(["Nine"]);
    }

    [Fact]
    public async Task Nothing_is_inferred_from_what_the_caller_may_not_see()
    {
        await ImportAsync(
            Relationship(_campaign, "uses", _malware),
            Relationship(_malware, "communicates-with", _server).Marked(Red),
            Relationship(_campaign, "uses", _tool));
        await ImportAsync(Object(_tool, new { name = "nmap" }, "2025-06-01T00:00:00.000Z").Marked(Red));

        Names((await DiamondAsync(_anna)).Single(), "capabilities").ShouldBe("Nine, nmap");
        Names((await DiamondAsync(_anna)).Single(), "infrastructure").ShouldBe("relay");
        Names((await DiamondAsync(_boris)).Single(), "capabilities").ShouldBe("Nine");
        Names((await DiamondAsync(_boris)).Single(), "infrastructure").ShouldBe("");
    }

    [Fact]
    public async Task A_technique_that_no_release_knows_has_the_name_of_an_imported_object_for_those_who_see_that()
    {
        var (seen, hidden) = (NewId("attack-pattern"), NewId("attack-pattern"));
        await ImportAsync(
            IcsTechnique(seen, "T0888", "Ballast Override", Amber),
            IcsTechnique(hidden, "T0889", "Crane Hijack", Amber),
            Relationship(_campaign, "uses", seen),
            Relationship(_campaign, "uses", hidden));
        await ImportAsync(
            IcsTechnique(hidden, "T0889", "Crane Hijack", Red).With("modified", "2025-06-01T00:00:00.000Z"));

        Names((await DiamondAsync(_anna)).Single(), "capabilities").ShouldBe("Ballast Override, Crane Hijack");
        Names((await DiamondAsync(_boris)).Single(), "capabilities").ShouldBe(", Ballast Override");
        (await TechniquesOfGraphAsync(_anna)).ShouldBe(["T0888 Ballast Override", "T0889 Crane Hijack"]);
        (await TechniquesOfGraphAsync(_boris)).ShouldBe(["T0888 Ballast Override", "T0889 "]);
    }

    [Fact]
    public async Task What_its_producer_revoked_says_nothing_any_more()
    {
        var relationship = Relationship(_campaign, "uses", _malware);
        await ImportAsync(relationship);
        await ImportAsync(relationship.With("revoked", true).With("modified", "2025-06-01T00:00:00.000Z"));

        (await DiamondAsync(_anna)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_imported_indicator_stands_where_its_pattern_says_and_one_value_in_two_reports_is_a_pivot()
    {
        var (other, address, same, file) =
            (NewId("campaign"), NewId("indicator"), NewId("indicator"), NewId("indicator"));
        await ImportAsync(
            Campaign(other, "Other", Amber),
            Indicator(address, "[ipv4-addr:value = '203.0.113.7']"),
            Indicator(same, "[ipv4-addr:value = '203.0.113.7']"),
            Indicator(file, "[file:name = 'nine.exe']"),
            Relationship(address, "indicates", _campaign),
            Relationship(file, "indicates", _campaign),
            Relationship(same, "indicates", other));

        var set = (await DiamondAsync(_anna)).ShouldHaveSingleItem();

        (Ids(set, "infrastructure"), Ids(set, "capabilities")).ShouldBe((address, file));
        (await InfrastructureAsync(_anna)).ShouldBe([address]);
        (await PivotsAsync(_anna, "INFRASTRUCTURE", UuidOf(_campaign), UuidOf(other)))
            .ShouldBe(["[ipv4-addr:value = '203.0.113.7']"]);
    }

    [Fact]
    public async Task What_an_indicator_looks_for_is_told_to_those_who_may_see_the_object()
    {
        var address = NewId("indicator");
        await ImportAsync(
            Indicator(address, "[domain-name:value = 'nine.example']"),
            Relationship(address, "indicates", _campaign));
        await ImportAsync(
            Indicator(address, "[url:value = 'https://nine.example/']").With("modified", "2025-06-01T00:00:00.000Z")
                .Marked(Red));

        (await InfrastructureAsync(_anna)).ShouldBe([address]);
        (await InfrastructureAsync(_boris)).ShouldBeEmpty();
        (await DiamondAsync(_boris)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unclassified_imported_indicator_is_for_what_its_phases_say_as_surely_as_its_producer_is()
    {
        var (address, other) = (NewId("indicator"), NewId("indicator"));
        object[] phases = [new { kill_chain_name = "mitre-attack", phase_name = "command-and-control" }];
        await ImportAsync(
            Indicator(address, "[ipv4-addr:value = '203.0.113.7']").With("confidence", 85)
                .With("kill_chain_phases", JsonSerializer.SerializeToNode(phases)!),
            Indicator(other, "[ipv4-addr:value = '203.0.113.8']"),
            Relationship(address, "indicates", _campaign),
            Relationship(other, "indicates", _campaign));

        var found = (await ReadInfrastructureAsync(_anna)).ToDictionary(found => found.Text("subject")!);

        (found[address].Text("role"), found[address].Text("rule"), found[address].Text("decidedBy"),
            found[address].GetProperty("confidence").GetInt32()).ShouldBe(
            ("C2", "KILL_CHAIN_PHASE", "command-and-control", 85));
        (found[other].Text("role"), found[other].Text("rule")).ShouldBe(("UNKNOWN", "NOTHING_KNOWN"));
    }

    private static JsonObject Indicator(string id, string pattern) => Object(
        id, new { pattern, pattern_type = "stix", valid_from = "2025-01-01T00:00:00Z" }).Marked(Amber);

    private async Task ImportAsync(params JsonObject[] objects) => await database.System.ImportAsync(
        Client.Anna,
        [
            Campaign(_campaign, marking: Amber),
            Object(_malware, new { name = "Nine" }).Marked(Amber),
            Object(_tool, new { name = "nmap" }).Marked(Amber),
            Object(_server, new { name = "relay" }).Marked(Amber),
            .. objects,
        ]);

    /// <summary>A technique as the bundle of ATT&amp;CK for ICS states it.</summary>
    private static JsonObject IcsTechnique(string id, string technique, string name, string marking) => Object(id, new
    {
        name,
        x_mitre_domains = new[] { "ics-attack" },
        kill_chain_phases = new[] { new { kill_chain_name = "mitre-ics-attack", phase_name = "evasion" } },
        external_references = new[] { new { source_name = "mitre-attack", external_id = technique } },
    }).Marked(marking);

    private async Task<string[]> TechniquesOfGraphAsync(Client client) =>
    [
        .. (await client.AroundAsync(_campaign)).GetProperty("nodes").EnumerateArray()
            .Where(node => node.Text("type") == "TECHNIQUE")
            .Select(node => $"{node.Text("id")} {node.Text("name")}")
            .Order(StringComparer.Ordinal),
    ];

    private async Task<JsonElement[]> DiamondAsync(Client client) =>
    [
        .. (await client.RunAsync(
            """
            query Diamond($id: UUID!) {
              diamond(campaign: $id) {
                phase capabilities { id name } infrastructure { id name } firstSeen lastSeen
              }
            }
            """,
            new { id = UuidOf(_campaign) })).GetProperty("diamond").EnumerateArray(),
    ];

    private async Task<string[]> InfrastructureAsync(Client client) =>
        [.. (await ReadInfrastructureAsync(client)).Select(found => found.Text("subject")!)];

    private async Task<IEnumerable<JsonElement>> ReadInfrastructureAsync(Client client) => (await client.RunAsync(
        """
        query Infrastructure($id: UUID!) {
          campaign(id: $id) { infrastructure { subject role rule decidedBy confidence } }
        }
        """,
        new { id = UuidOf(_campaign) })).GetProperty("campaign").GetProperty("infrastructure").EnumerateArray();

    private static async Task<string?[]> PivotsAsync(Client client, string kind, params Guid[] campaigns) =>
    [
        .. (await client.RunAsync(
            """
            query Pivots($ids: [UUID!], $kind: PivotKind!) {
              pivotPoints(campaigns: $ids, kind: $kind) { pivots { vertex { name } } }
            }
            """,
            new { ids = campaigns, kind })).GetProperty("pivotPoints").GetProperty("pivots").EnumerateArray()
            .Select(pivot => pivot.GetProperty("vertex").Text("name")),
    ];

    private static string Ids(JsonElement set, string corner) => string.Join(
        ", ", set.GetProperty(corner).EnumerateArray().Select(vertex => vertex.Text("id")));

    private static string Names(JsonElement set, string corner) => string.Join(
        ", ",
        set.GetProperty(corner).EnumerateArray().Select(vertex => vertex.Text("name")).Order(StringComparer.Ordinal));
}
