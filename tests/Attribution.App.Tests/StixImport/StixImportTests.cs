using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.Domain.Access;
using static Attribution.App.Tests.StixImport.Bundle;

namespace Attribution.App.Tests.StixImport;

public sealed class StixImportTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly string _campaign = NewId("campaign");
    private readonly string _actor = NewId("intrusion-set");
    private readonly string _technique = NewId("attack-pattern");
    private readonly string _indicator = NewId("indicator");

    private Client Anna => new(database.System, Client.Anna);

    [Fact]
    public async Task What_a_bundle_states_becomes_a_campaign_with_links_and_a_hypothesis()
    {
        var country = Object(NewId("location"), new { country = "de" });

        var items = await database.System.ImportAsync(
            Client.Anna,
            Relationship(_campaign, "attributed-to", _actor).With("confidence", 65),
            Relationship(_campaign, "uses", _technique),
            Relationship(_indicator, "indicates", _campaign),
            Relationship(_campaign, "targets", country["id"]!.ToString()),
            Campaign(_campaign).With("aliases", new System.Text.Json.Nodes.JsonArray("NH", "nh", "Night Heron")),
            Actor(_actor),
            Technique(_technique, "T1566.001"),
            Indicator(_indicator),
            country);

        items.Outcomes().ShouldBe([
            "Taken", "Taken", "Taken", "Taken", "Taken",
            .. Enumerable.Repeat("Opaque NO_CAMPAIGN_FACT", 4),
        ]);
        var read = await ReadAsync(_campaign);
        read.GetProperty("name").GetString().ShouldBe("Night Heron");
        read.GetProperty("aliases").ToString().ShouldBe("""["NH"]""");
        read.GetProperty("status").GetString().ShouldBe("SUSPECTED");
        read.GetProperty("classification").GetString().ShouldBe("AMBER");
        read.GetProperty("techniques").ToString().ShouldBe("""["T1566.001"]""");
        read.GetProperty("indicators").ToString().ShouldBe($"[\"{_indicator}\"]");
        read.GetProperty("targets").ToString().ShouldBe("""[{"kind":"COUNTRY","value":"DE"}]""");
        var hypothesis = read.GetProperty("hypotheses").EnumerateArray().ShouldHaveSingleItem();
        hypothesis.GetProperty("actor").ToString().ShouldBe($$"""{"stixId":"{{_actor}}","name":"Blue Ibis"}""");
        hypothesis.GetProperty("status").GetString().ShouldBe("OPEN");
        hypothesis.GetProperty("source").GetString().ShouldBe("ANALYST");
        ConfidenceOf(read).ShouldBe(65);
    }

    [Fact]
    public async Task Importing_again_changes_nothing()
    {
        var bundle = Of(
            Campaign(_campaign),
            Actor(_actor),
            Relationship(_campaign, "attributed-to", _actor).With("confidence", 65));
        await database.System.ImportTextAsync(Client.Anna, bundle);
        var before = await VersionAsync(_campaign);

        (await database.System.ImportTextAsync(Client.Anna, bundle)).Outcomes()
            .ShouldBe(Enumerable.Repeat("Known SAME_VERSION", 3));

        (await VersionAsync(_campaign)).ShouldBe(before);
    }

    [Fact]
    public async Task A_later_version_changes_what_its_producer_changed_and_an_older_one_nothing()
    {
        var first = Object(_campaign, new { name = "First", description = "Old words" });
        var second = Object(
            _campaign, new { name = "Second", description = "Old words" }, "2025-02-01T00:00:00.000Z");
        await database.System.ImportAsync(Client.Anna, first);

        (await database.System.ImportAsync(Client.Anna, second)).Outcomes().ShouldBe(["Taken"]);
        (await database.System.ImportAsync(Client.Anna, first)).Outcomes().ShouldBe(["Known OLDER_VERSION"]);

        (await ReadAsync(_campaign)).GetProperty("name").GetString().ShouldBe("Second");
    }

    [Fact]
    public async Task The_same_version_with_other_content_is_refused()
    {
        await database.System.ImportAsync(Client.Anna, Campaign(_campaign, "One"));

        (await database.System.ImportAsync(Client.Anna, Campaign(_campaign, "Two"))).Outcomes()
            .ShouldBe(["Refused CONFLICTING_VERSION"]);

        (await ReadAsync(_campaign)).GetProperty("name").GetString().ShouldBe("One");
    }

    [Fact]
    public async Task Another_producer_never_overwrites()
    {
        var (theirs, others) = (NewId("identity"), NewId("identity"));
        await database.System.ImportAsync(Client.Anna, Campaign(_campaign, "Theirs").With("created_by_ref", theirs));

        var later = Object(
            _campaign, new { name = "Others'", created_by_ref = others }, "2026-01-01T00:00:00.000Z");
        (await database.System.ImportAsync(Client.Anna, later)).Outcomes().ShouldBe(["Refused OTHER_PRODUCER"]);

        (await ReadAsync(_campaign)).GetProperty("name").GetString().ShouldBe("Theirs");
    }

    [Fact]
    public async Task A_campaign_of_our_own_is_never_overwritten()
    {
        var own = (await Anna.PromoteAsync(Clusters.Some())).GetProperty("campaign").GetProperty("id").GetGuid();

        (await database.System.ImportAsync(Client.Anna, Campaign($"campaign--{own}", "Mine now"))).Outcomes()
            .ShouldBe(["Refused CAMPAIGN_EXISTS"]);
        (await database.System.ImportAsync(
            Client.Anna,
            Object($"campaign--{own}", new { name = "Mine now" }, "2026-02-01T00:00:00.000Z"))).Outcomes()
            .ShouldBe(["Refused CAMPAIGN_EXISTS"]);
    }

    [Fact]
    public async Task A_relationship_waits_for_its_missing_end_and_takes_effect_when_it_comes()
    {
        var attributed = Relationship(_campaign, "attributed-to", _actor).With("confidence", 40);
        (await database.System.ImportAsync(Client.Anna, attributed)).Outcomes().ShouldBe(["Waiting REFERENCE_MISSING"]);
        (await database.System.ImportAsync(Client.Anna, Campaign(_campaign))).Outcomes().ShouldBe(["Taken"]);

        var items = await database.System.ImportAsync(Client.Anna, Actor(_actor));

        items.Outcomes().ShouldBe(["Opaque NO_CAMPAIGN_FACT", "Taken"]);
        items[1].ObjectId.ShouldBe(attributed["id"]!.ToString());
        (await ReadAsync(_campaign)).GetProperty("hypotheses").GetArrayLength().ShouldBe(1);
        (await CountAsync("stix_waiting", attributed["id"]!.ToString())).ShouldBe(0);
    }

    [Fact]
    public async Task A_later_version_of_an_attribution_takes_its_earlier_word_back()
    {
        var id = NewId("relationship");
        await database.System.ImportAsync(
            Client.Anna,
            Campaign(_campaign),
            Actor(_actor),
            Relationship(_campaign, "attributed-to", _actor, id).With("confidence", 65));

        await database.System.ImportAsync(
            Client.Anna,
            Relationship(_campaign, "attributed-to", _actor, id, "2025-03-01T00:00:00Z").With("confidence", 30));

        ConfidenceOf(await ReadAsync(_campaign)).ShouldBe(30);
    }

    [Fact]
    public async Task What_a_machine_imports_stays_under_the_ceiling()
    {
        var machine = Client.Anna with { Subject = "feed", Roles = [Role.Analyst, Role.Pipeline] };

        await database.System.ImportAsync(
            machine,
            Campaign(_campaign),
            Actor(_actor),
            Relationship(_campaign, "attributed-to", _actor).With("confidence", 95));

        var read = await ReadAsync(_campaign);
        ConfidenceOf(read).ShouldBe(60);
        read.GetProperty("hypotheses")[0].GetProperty("source").GetString().ShouldBe("CLUSTER_DETECTOR");
    }

    [Theory]
    [InlineData("AI_COPILOT")]
    [InlineData("ai-copilot")]
    [InlineData("a model of ours")]
    [InlineData(null)]
    public async Task What_a_machine_said_elsewhere_stays_under_the_ceiling_whoever_imports_it(string? source)
    {
        await database.System.ImportAsync(
            Client.Anna, Campaign(_campaign), Actor(_actor), Word(source ?? "ANALYST", 20), Word("AI_COPILOT", 55),
            Word("AI_COPILOT", 55));

        var read = await ReadAsync(_campaign);
        ConfidenceOf(read).ShouldBe(60);
        read.GetProperty("hypotheses")[0].GetProperty("source").GetString()
            .ShouldBe(source is null ? "ANALYST" : "AI_COPILOT");

        JsonObject Word(string from, int confidence) =>
            Relationship(_campaign, "attributed-to", _actor).With("confidence", confidence).With(
                "extensions",
                new JsonObject
                {
                    ["extension-definition--6f0d9c0c-3a77-4e6d-9d0c-0b6f8f2f7a51"] = new JsonObject
                    {
                        ["extension_type"] = "property-extension",
                        ["source"] = from,
                    },
                });
    }

    [Fact]
    public async Task The_events_say_where_they_come_from()
    {
        var producer = NewId("identity");
        await database.System.ImportAsync(
            Client.Anna, Campaign(_campaign, marking: Green).With("created_by_ref", producer));

        var events = await database.System.Log.ReadStreamAsync(new("acme", UuidOf(_campaign)));

        var headers = events[0].Headers;
        headers["stix-object"].ShouldBe(_campaign);
        headers["stix-version"].ShouldBe("2025-01-10T09:00:00.000Z");
        headers["stix-producer"].ShouldBe(producer);
        headers["stix-label"].ShouldBe("TLP:GREEN");
        headers["stix-source"].ShouldBe("test");
        headers["stix-bundle"].ShouldStartWith("bundle--");
    }

    [Fact]
    public async Task A_concluded_campaign_takes_no_links()
    {
        await database.System.ImportAsync(Client.Anna, Campaign(_campaign), Technique(_technique, "T1003"));
        await Anna.TransitAsync("concludeCampaign", UuidOf(_campaign));

        (await database.System.ImportAsync(Client.Anna, Relationship(_campaign, "uses", _technique))).Outcomes()
            .ShouldBe(["Opaque CAMPAIGN_CONCLUDED"]);
    }

    private static int ConfidenceOf(JsonElement campaign) =>
        campaign.GetProperty("hypotheses")[0].GetProperty("confidence").GetProperty("value").GetInt32();

    private async Task<JsonElement> ReadAsync(string campaign) => (await Anna.RunAsync(
        """
        query Read($id: ID!) {
          campaign(stixId: $id) {
            name aliases status classification techniques indicators targets { kind value }
            hypotheses { actor { stixId name } status source confidence { value } }
          }
        }
        """,
        new { id = campaign })).GetProperty("campaign");

    private async Task<long> VersionAsync(string campaign) =>
        (await database.System.Log.FindStreamAsync(new("acme", UuidOf(campaign))))!.Version;

    private async Task<long> CountAsync(string table, string id)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            $"select count(1) from attribution.{table} where object_id = $1");
        command.Parameters.AddWithValue(id);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
