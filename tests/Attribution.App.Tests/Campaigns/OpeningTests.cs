using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Campaigns;

public sealed class OpeningTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _bob = new(database.System, Client.Anna with { Subject = "bob" });

    [Fact]
    public async Task A_campaign_opened_by_hand_shows_what_was_said_and_belongs_to_its_author()
    {
        var payload = await _anna.SendAsync(
            "createCampaign",
            new
            {
                name = " Night Ferry ",
                aliases = new[] { "NF" },
                description = "Phishing against ports",
                objectives = new[] { "espionage" },
                threatLevel = "HIGH",
                firstSeen = "2026-01-01T00:00:00Z",
                lastSeen = "2026-02-01T00:00:00Z",
                classification = "GREEN",
                sharedWith = new[] { "red" },
                releasableTo = new[] { "de" },
            },
            "name aliases description objectives threatLevel firstSeen lastSeen classification sharedWith releasableTo "
            + "status tenant organisation createdBy version");

        payload.GetProperty("campaign").ToString().ShouldBe(
            """
            {"name":"Night Ferry","aliases":["NF"],"description":"Phishing against ports","objectives":["espionage"],
            "threatLevel":"HIGH","firstSeen":"2026-01-01T00:00:00Z","lastSeen":"2026-02-01T00:00:00Z",
            "classification":"GREEN","sharedWith":["red"],"releasableTo":["DE"],"status":"SUSPECTED",
            "tenant":"acme","organisation":"blue","createdBy":"anna","version":1}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task The_old_spelling_of_a_field_counts_as_the_new_one()
    {
        var payload = await _anna.SendAsync(
            "createCampaign",
            new { name = "x", shared_with = new[] { "red" }, first_seen = "2026-01-01T00:00:00Z" },
            "sharedWith firstSeen");

        payload.GetProperty("campaign").ToString().ShouldBe(
            """{"sharedWith":["red"],"firstSeen":"2026-01-01T00:00:00Z"}""");
    }

    [Fact]
    public async Task A_red_campaign_is_seen_by_its_author_and_recipients_alone()
    {
        var payload = await _anna.SendAsync(
            "createCampaign", new { name = "Red", classification = "RED", recipients = new[] { "sofia" } });
        var id = payload.Campaign("id").GetGuid();

        (await _anna.CampaignAsync(id, "name")).ValueKind.ShouldBe(JsonValueKind.Object);
        (await new Client(database.System, Client.Sofia).CampaignAsync(id, "name")).ValueKind
            .ShouldBe(JsonValueKind.Object);
        (await _bob.CampaignAsync(id, "name")).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_parent_that_is_hidden_is_refused_exactly_as_one_that_does_not_exist()
    {
        var hidden = await _anna.CreateAsync(classification: "RED");

        var refused = await _bob.SendAsync("createCampaign", new { name = "x", parentCampaign = hidden });
        var missing = await _bob.SendAsync("createCampaign", new { name = "x", parentCampaign = Guid.NewGuid() });

        (missing.Code(), missing.Path()).ShouldBe(("PARENT_NOT_FOUND", "parentCampaign"));
        refused.ToString().ShouldBe(missing.ToString());
    }

    [Fact]
    public async Task A_concluded_campaign_resurfaces_as_a_new_one_below_it()
    {
        var id = await _anna.CreateAsync();
        var tooEarly = await _anna.SendAsync("resurfaceCampaign", new { campaign = id, name = "Night Ferry II" });
        await _anna.TransitAsync("concludeCampaign", id);

        var payload = await _anna.SendAsync(
            "resurfaceCampaign", new { campaign = id, name = "Night Ferry II" }, "status parentCampaign { id status }");

        (tooEarly.Code(), tooEarly.Path()).ShouldBe(("CAMPAIGN_NOT_CONCLUDED", "campaign"));
        payload.GetProperty("campaign").ToString().ShouldBe(
            $$$"""{"status":"SUSPECTED","parentCampaign":{"id":"{{{id}}}","status":"CONCLUDED"}}""");
    }

    [Fact]
    public async Task What_is_hidden_resurfaces_no_more_than_what_does_not_exist()
    {
        var hidden = await _anna.CreateAsync(classification: "RED");
        await _anna.TransitAsync("concludeCampaign", hidden);

        var refused = await _bob.SendAsync("resurfaceCampaign", new { campaign = hidden, name = "x" });
        var missing = await _bob.SendAsync("resurfaceCampaign", new { campaign = Guid.NewGuid(), name = "x" });

        (missing.Code(), missing.Path()).ShouldBe(("CAMPAIGN_NOT_FOUND", "campaign"));
        refused.ToString().ShouldBe(missing.ToString());
    }

    public static TheoryData<string, string, string> BadInputs => new()
    {
        { """{"name":" "}""", "EMPTY_TEXT", "name" },
        { """{"name":"a\u0000b"}""", "INVALID_TEXT", "name" },
        { """{"name":"x","description":"\u0000"}""", "INVALID_TEXT", "description" },
        { """{"name":"x","aliases":["y","X"]}""", "DUPLICATE_ALIAS", "aliases[1]" },
        { """{"name":"x","aliases":["y",""]}""", "EMPTY_TEXT", "aliases[1]" },
        {
            """{"name":"x","firstSeen":"2026-02-01T00:00:00Z","lastSeen":"2026-01-01T00:00:00Z"}""",
            "END_BEFORE_START",
            "lastSeen"
        },
        { """{"name":"x","startDate":"2999-01-01T00:00:00Z"}""", "FUTURE_DATE", "startDate" },
        { """{"name":"x","releasableTo":["Germany"]}""", "INVALID_COUNTRY", "releasableTo[0]" },
        { """{"name":"x","sharedWith":[" "]}""", "EMPTY_TEXT", "sharedWith[0]" },
    };

    [Theory]
    [MemberData(nameof(BadInputs))]
    public async Task What_is_wrong_is_refused_with_its_code_and_path_and_no_event_is_written(
        string input, string code, string path)
    {
        var before = await database.System.Log.FindHighWaterMarkAsync();

        var payload = await _anna.SendAsync("createCampaign", JsonDocument.Parse(input).RootElement);

        (payload.Code(), payload.Path()).ShouldBe((code, path));
        (await database.System.Log.FindHighWaterMarkAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_name_of_a_megabyte_is_refused()
    {
        var payload = await _anna.SendAsync("createCampaign", new { name = new string('x', 1_000_000) });

        (payload.Code(), payload.Path()).ShouldBe(("TEXT_TOO_LONG", "name"));
    }

    [Theory]
    [InlineData(Tlp.Green, Role.Analyst, "ABOVE_CLEARANCE")]
    [InlineData(Tlp.Red, Role.Machine, "FORBIDDEN")]
    [InlineData(Tlp.Red, Role.Pipeline, "FORBIDDEN")]
    [InlineData(Tlp.Red, Role.Auditor, "FORBIDDEN")]
    public async Task Nobody_opens_above_the_own_clearance_or_without_the_role(Tlp clearance, Role role, string code)
    {
        var other = new Client(database.System, Client.Anna with { Clearance = clearance, Roles = [role] });

        (await other.SendAsync("createCampaign", new { name = "x" })).Code().ShouldBe(code);
    }

    [Fact]
    public async Task Whoever_lacks_the_role_is_told_which_roles_would_do()
    {
        var auditor = new Client(database.System, Client.Anna with { Roles = [Role.Auditor] });

        (await auditor.SendAsync("createCampaign", new { name = "x" })).GetProperty("errors")[0].Text("message")
            .ShouldBe(
                "Your roles do not allow this (analyst, senior_analyst, superuser do); "
                + "ask whoever administers your account.");
    }
}
