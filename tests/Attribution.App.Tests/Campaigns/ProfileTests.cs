using System.Text.Json;

namespace Attribution.App.Tests.Campaigns;

public sealed class ProfileTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Fields = "name aliases description threatLevel firstSeen";
    private readonly Client _anna = new(database.System, Client.Anna);

    [Fact]
    public async Task What_is_left_out_stays_and_what_is_null_is_cleared()
    {
        var id = (await _anna.SendAsync("createCampaign", new
        {
            name = "Night Ferry",
            aliases = new[] { "NF" },
            description = "Phishing",
            threatLevel = "HIGH",
            firstSeen = "2026-01-01T00:00:00Z",
        })).Campaign("id").GetGuid();

        var revised = await _anna.SendAsync(
            "reviseCampaignProfile",
            new { id, name = "Day Ferry", aliases = (string[]?)null, description = (string?)null },
            Fields);

        revised.GetProperty("campaign").ToString().ShouldBe(
            """
            {"name":"Day Ferry","aliases":[],"description":null,"threatLevel":"HIGH","firstSeen":"2026-01-01T00:00:00Z"}
            """.Trim());
    }

    [Theory]
    [InlineData("""{"name":null}""", "EMPTY_TEXT", "name")]
    [InlineData("""{"aliases":["night ferry"]}""", "DUPLICATE_ALIAS", "aliases[0]")]
    [InlineData("""{"startDate":"2026-02-01T00:00:00Z","endDate":"2026-01-01T00:00:00Z"}""", "END_BEFORE_START",
        "endDate")]
    [InlineData("""{"description":"\u0000"}""", "INVALID_TEXT", "description")]
    public async Task A_wrong_revision_is_refused_with_its_code_and_path(string fields, string code, string path)
    {
        var id = await _anna.CreateAsync();
        var input = JsonSerializer.Deserialize<Dictionary<string, object?>>(fields)!;
        input["id"] = id;

        var payload = await _anna.SendAsync("reviseCampaignProfile", input);

        (payload.Code(), payload.Path()).ShouldBe((code, path));
        (await _anna.CampaignAsync(id, "version")).GetProperty("version").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_revision_that_changes_nothing_stores_nothing()
    {
        var id = await _anna.CreateAsync();

        var payload = await _anna.SendAsync("reviseCampaignProfile", new { id, name = "Night Ferry" });

        (payload.Changed(), payload.Campaign("version").GetInt64()).ShouldBe((false, 1));
    }

    [Fact]
    public async Task Two_people_who_edit_different_fields_at_once_both_succeed()
    {
        var id = await _anna.CreateAsync();

        var payloads = await Task.WhenAll(
            _anna.SendAsync("reviseCampaignProfile", new { id, description = "Phishing" }),
            _anna.SendAsync("reviseCampaignProfile", new { id, threatLevel = "LOW" }));

        payloads.ShouldAllBe(payload => payload.Code() == null);
        (await _anna.CampaignAsync(id, Fields)).ToString().ShouldBe(
            """
            {"name":"Night Ferry","aliases":[],"description":"Phishing","threatLevel":"LOW","firstSeen":null}
            """.Trim());
    }

    [Fact]
    public async Task The_history_tells_which_fields_were_revised_and_why()
    {
        var id = await _anna.CreateAsync();
        await _anna.SendAsync("reviseCampaignProfile", new { id, description = "Phishing", reason = "vendor report" });

        var history = (await _anna.CampaignAsync(id, "history { summary reason }")).GetProperty("history");

        history[1].ToString().ShouldBe("""{"summary":"Profile revised: description.","reason":"vendor report"}""");
    }
}
