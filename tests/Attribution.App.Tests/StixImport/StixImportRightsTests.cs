using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.App.StixImport;
using Attribution.Domain.Access;
using static Attribution.App.Tests.StixImport.Bundle;

namespace Attribution.App.Tests.StixImport;

public sealed class StixImportRightsTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Principal Boris = Client.Anna with { Subject = "boris", Clearance = Tlp.Amber };

    private readonly string _campaign = NewId("campaign");
    private readonly string _technique = NewId("attack-pattern");

    [Theory]
    [InlineData("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9", "CLEAR")]
    [InlineData("marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da", "GREEN")]
    [InlineData(Amber, "AMBER")]
    [InlineData("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003", "AMBER_STRICT")]
    [InlineData(Red, "RED")]
    [InlineData("marking-definition--11111111-1111-4111-8111-111111111111", "RED")]
    public async Task The_markings_decide_who_may_see_it(string marking, string label)
    {
        await database.System.ImportAsync(Client.Anna, Campaign(_campaign, marking: marking));

        (await LabelAsync(Client.Anna)).ShouldBe(label);
    }

    [Fact]
    public async Task A_marking_of_one_part_restricts_the_whole()
    {
        var marked = Campaign(_campaign, marking: Green).With("granular_markings", new JsonArray(
            new JsonObject { ["marking_ref"] = Red, ["selectors"] = new JsonArray("name") }));

        await database.System.ImportAsync(Client.Anna, marked);

        (await LabelAsync(Client.Anna)).ShouldBe("RED");
    }

    [Fact]
    public async Task A_statement_defined_behind_the_objects_restricts_nothing()
    {
        var definition = NewId("marking-definition");
        await database.System.ImportAsync(
            Client.Anna,
            Campaign(_campaign, marking: definition),
            new JsonObject
            {
                ["type"] = "marking-definition",
                ["spec_version"] = "2.1",
                ["id"] = definition,
                ["created"] = "2025-01-10T09:00:00.000Z",
                ["definition_type"] = "statement",
                ["definition"] = new JsonObject { ["statement"] = "Copyright" },
            });

        (await LabelAsync(Client.Anna)).ShouldBe("AMBER");
    }

    [Fact]
    public async Task Nobody_brings_what_is_above_their_clearance()
    {
        (await database.System.ImportAsync(Boris, Campaign(_campaign, marking: Red))).Outcomes()
            .ShouldBe(["Refused ABOVE_CLEARANCE"]);

        (await LabelAsync(Client.Anna)).ShouldBeNull();
    }

    [Fact]
    public async Task A_red_word_about_an_amber_campaign_is_kept_and_not_shown_there()
    {
        var items = await database.System.ImportAsync(
            Client.Anna,
            Campaign(_campaign, marking: Amber),
            Technique(_technique, "T1003"),
            Relationship(_campaign, "uses", _technique).Marked(Red));

        items.Outcomes()[2].ShouldBe("Opaque STRICTER_THAN_CAMPAIGN");
        (await ReadAsync(Boris)).GetProperty("techniques").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_link_to_a_red_object_is_not_shown_in_an_amber_campaign_either()
    {
        var indicator = NewId("indicator");
        var items = await database.System.ImportAsync(
            Client.Anna,
            Campaign(_campaign, marking: Amber),
            Indicator(indicator).Marked(Red),
            Relationship(indicator, "indicates", _campaign));

        items.Outcomes()[2].ShouldBe("Opaque STRICTER_THAN_CAMPAIGN");
        (await ReadAsync(Boris)).GetProperty("indicators").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Another_organisation_brings_its_own_copy_and_learns_nothing_of_ours()
    {
        var theirs = Client.Anna with { Subject = "cleo", Organisation = new OrganisationId("green") };
        var actor = Actor(NewId("intrusion-set"));
        await database.System.ImportAsync(Client.Anna, actor);

        (await database.System.ImportAsync(theirs, actor)).Outcomes().ShouldBe(["Opaque NO_CAMPAIGN_FACT"]);
    }

    [Fact]
    public async Task A_caller_without_the_right_to_edit_opens_no_campaign()
    {
        var machine = Client.Anna with { Subject = "copilot", Roles = [Role.Machine] };

        (await database.System.ImportAsync(machine, Campaign(_campaign))).Outcomes().ShouldBe(["Opaque FORBIDDEN"]);

        (await LabelAsync(Client.Anna)).ShouldBeNull();
    }

    [Fact]
    public async Task The_report_is_paged_filtered_and_read_by_nobody_who_may_not()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(
            Of(Campaign(_campaign), Campaign(_campaign, "Other"), Technique(_technique, "T1003"))));
        var done = await database.System.ImportStixAsync(
            content, new StixImportRequest("a file"), Client.Anna, _ => { });

        var first = await ReportAsync(Client.Anna, done.Id, "first: 2");
        first.GetProperty("counts").ToString().ShouldBe("""{"taken":1,"opaque":1,"refused":1}""");
        first.GetProperty("items").GetProperty("nodes").GetArrayLength().ShouldBe(2);
        var cursor = first.GetProperty("items").GetProperty("pageInfo").GetProperty("endCursor").GetString();
        (await ReportAsync(Client.Anna, done.Id, $"first: 2, after: \"{cursor}\"")).GetProperty("items").ToString()
            .ShouldBe(
                """
                {"totalCount":3,"edges":[{"cursor":"2","node":{"objectId":"ID"}}],
                "nodes":[{"objectId":"ID","code":"NO_CAMPAIGN_FACT"}],
                "pageInfo":{"hasNextPage":false,"endCursor":"2"}}
                """.ReplaceLineEndings("").Replace("ID", _technique, StringComparison.Ordinal));
        (await ReportAsync(Client.Anna, done.Id, "outcome: REFUSED")).GetProperty("items").GetProperty("nodes")[0]
            .GetProperty("code").GetString().ShouldBe("CONFLICTING_VERSION");
        (await ReportAsync(Boris, done.Id, "first: 1")).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private async Task<JsonElement> ReportAsync(Principal caller, Guid id, string arguments) =>
        (await new Client(database.System, caller).RunAsync(
            $$"""
            query Report($id: UUID!) {
              stixImport(id: $id) {
                counts { taken opaque refused }
                items({{arguments}}) {
                  totalCount edges { cursor node { objectId } } nodes { objectId code }
                  pageInfo { hasNextPage endCursor }
                }
              }
            }
            """,
            new { id })).GetProperty("stixImport");

    private async Task<string?> LabelAsync(Principal caller) =>
        await ReadAsync(caller) is { ValueKind: JsonValueKind.Object } campaign
            ? campaign.GetProperty("classification").GetString()
            : null;

    private async Task<JsonElement> ReadAsync(Principal caller) => (await new Client(database.System, caller).RunAsync(
        "query Read($id: ID!) { campaign(stixId: $id) { classification techniques indicators } }",
        new { id = _campaign })).GetProperty("campaign");
}
