using System.Text.Json;

namespace Attribution.App.Tests.Campaigns;

public sealed class CorrectionTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly string[] Nobody = [];
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _sofia = new(database.System, Client.Sofia);

    [Fact]
    public async Task Only_who_may_decide_reclassifies_and_redacts()
    {
        var id = await _anna.CreateAsync();

        (await _anna.SendAsync("reclassifyCampaign", Audience(id, "GREEN"))).Code().ShouldBe("FORBIDDEN");
        (await _anna.SendAsync("redactCampaign", new { id, field = "NAME", reason = "why" })).Code()
            .ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task A_reclassified_campaign_is_gone_for_those_outside_its_new_audience()
    {
        var id = await _anna.CreateAsync();

        var payload = await _sofia.SendAsync("reclassifyCampaign", Audience(id, "RED"), "classification");

        payload.Campaign("classification").GetString().ShouldBe("RED");
        (await _anna.CampaignAsync(id, "name")).ValueKind.ShouldBe(JsonValueKind.Null);
        (await _sofia.CampaignAsync(id, "name")).ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task Whoever_gives_a_campaign_away_is_not_shown_it_any_longer()
    {
        var id = await _anna.CreateAsync();

        var payload = await _sofia.SendAsync("reclassifyCampaign", Audience(id, "AMBER", "US"));

        (payload.Changed(), payload.Code()).ShouldBe((true, null));
        payload.GetProperty("campaign").ValueKind.ShouldBe(JsonValueKind.Null);
        (await _sofia.CampaignAsync(id, "name")).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task People_it_is_shared_with_do_not_reclassify_it()
    {
        var payload = await _anna.SendAsync(
            "createCampaign", new { name = "Shared", classification = "GREEN", sharedWith = new[] { "red" } });
        var id = payload.Campaign("id").GetGuid();
        var stranger = new Client(
            database.System, Client.Sofia with { Organisation = Client.Stranger.Organisation });

        (await stranger.CampaignAsync(id, "name")).ValueKind.ShouldBe(JsonValueKind.Object);
        (await stranger.SendAsync("reclassifyCampaign", Audience(id, "CLEAR"))).Code().ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task What_is_hidden_is_corrected_no_more_than_what_does_not_exist()
    {
        var hidden = await _anna.CreateAsync(classification: "RED");

        var refused = await _sofia.SendAsync("reclassifyCampaign", Audience(hidden, "GREEN"));
        var missing = await _sofia.SendAsync("reclassifyCampaign", Audience(Guid.NewGuid(), "GREEN"));

        missing.Code().ShouldBe("CAMPAIGN_NOT_FOUND");
        refused.ToString().ShouldBe(missing.ToString());
    }

    [Fact]
    public async Task A_concluded_campaign_is_still_corrected()
    {
        var id = await _anna.CreateAsync("Victim Corp");
        await _anna.TransitAsync("concludeCampaign", id);

        var redacted = await _sofia.SendAsync(
            "redactCampaign", new { id, field = "NAME", reason = "names a victim" }, "name status");
        var reclassified = await _sofia.SendAsync("reclassifyCampaign", Audience(id, "GREEN"), "classification");

        redacted.GetProperty("campaign").ToString().ShouldBe("""{"name":"[redacted]","status":"CONCLUDED"}""");
        reclassified.Campaign("classification").GetString().ShouldBe("GREEN");
    }

    [Fact]
    public async Task A_redacted_text_is_in_no_page_and_no_history()
    {
        var id = await _anna.CreateAsync("Victim Corp");
        await _anna.SendAsync("reviseCampaignProfile", new { id, description = "Against Victim Corp" });

        await _sofia.SendAsync("redactCampaign", new { id, field = "NAME", reason = "names a victim" });
        await _sofia.SendAsync("redactCampaign", new { id, field = "DESCRIPTION", reason = "names a victim" });

        (await _anna.CampaignAsync(id, "name aliases description history { type summary reason }")).ToString()
            .ShouldNotContain("Corp");
    }

    [Theory]
    [InlineData("""{"reason":""}""", "REASON_REQUIRED", "reason")]
    [InlineData("""{"releasableTo":["DE","Germany"]}""", "INVALID_COUNTRY", "releasableTo[1]")]
    [InlineData("""{"recipients":["\u0000"]}""", "INVALID_TEXT", "recipients[0]")]
    public async Task A_wrong_audience_is_refused_with_its_code_and_path(string fields, string code, string path)
    {
        var id = await _anna.CreateAsync();
        var input = Audience(id, "GREEN");
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, object?>>(fields)!)
        {
            input[name] = value;
        }

        var payload = await _sofia.SendAsync("reclassifyCampaign", input);

        (payload.Code(), payload.Path()).ShouldBe((code, path));
    }

    private static Dictionary<string, object?> Audience(Guid id, string label, params string[] countries) =>
        new(StringComparer.Ordinal)
        {
            ["id"] = id,
            ["classification"] = label,
            ["sharedWith"] = Nobody,
            ["releasableTo"] = countries,
            ["recipients"] = Nobody,
            ["reason"] = "new handling",
        };
}
