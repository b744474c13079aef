using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Campaigns;

public sealed class LifecycleTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Dictionary<string, string[]> Ways = new(StringComparer.Ordinal)
    {
        ["SUSPECTED"] = [],
        ["ACTIVE"] = ["activateCampaign"],
        ["DORMANT"] = ["activateCampaign", "markCampaignDormant"],
        ["CONCLUDED"] = ["concludeCampaign"],
    };

    private readonly Client _anna = new(database.System, Client.Anna);

    [Theory]
    [InlineData("SUSPECTED", "activateCampaign", "ACTIVE", null)]
    [InlineData("SUSPECTED", "markCampaignDormant", "SUSPECTED", "CAMPAIGN_NOT_ACTIVE")]
    [InlineData("SUSPECTED", "concludeCampaign", "CONCLUDED", null)]
    [InlineData("ACTIVE", "markCampaignDormant", "DORMANT", null)]
    [InlineData("ACTIVE", "concludeCampaign", "CONCLUDED", null)]
    [InlineData("DORMANT", "reactivateCampaign", "ACTIVE", null)]
    [InlineData("DORMANT", "activateCampaign", "ACTIVE", null)]
    [InlineData("DORMANT", "concludeCampaign", "CONCLUDED", null)]
    [InlineData("CONCLUDED", "activateCampaign", "CONCLUDED", "CAMPAIGN_CONCLUDED")]
    [InlineData("CONCLUDED", "markCampaignDormant", "CONCLUDED", "CAMPAIGN_CONCLUDED")]
    [InlineData("CONCLUDED", "reactivateCampaign", "CONCLUDED", "CAMPAIGN_CONCLUDED")]
    public async Task The_lifecycle_table_holds(string from, string mutation, string to, string? refusal)
    {
        var id = await CampaignAsync(from);

        var payload = await _anna.TransitAsync(mutation, id);

        Code(payload).ShouldBe(refusal);
        (await StatusAsync(id)).ShouldBe(to);
    }

    [Theory]
    [InlineData("ACTIVE", "activateCampaign")]
    [InlineData("DORMANT", "markCampaignDormant")]
    [InlineData("CONCLUDED", "concludeCampaign")]
    public async Task What_is_so_already_changes_nothing(string from, string mutation)
    {
        var id = await CampaignAsync(from);

        var payload = await _anna.TransitAsync(mutation, id);

        (Code(payload), payload.GetProperty("changed").GetBoolean()).ShouldBe((null, false));
        payload.GetProperty("campaign").GetProperty("version").GetInt64().ShouldBe(Ways[from].Length + 1);
    }

    [Fact]
    public async Task A_stale_expected_version_is_a_conflict_that_names_the_version_now()
    {
        var id = await CampaignAsync("ACTIVE");

        var payload = await _anna.TransitAsync("concludeCampaign", id, expectedVersion: 1);

        Code(payload).ShouldBe("CONFLICT");
        payload.GetProperty("errors")[0].GetProperty("currentVersion").GetInt64().ShouldBe(2);
        (await StatusAsync(id)).ShouldBe("ACTIVE");
    }

    [Fact]
    public async Task An_invisible_campaign_is_refused_exactly_as_one_that_does_not_exist()
    {
        var id = await CampaignAsync("SUSPECTED");
        var stranger = new Client(database.System, Client.Anna with { Organisation = new OrganisationId("red") });

        var invisible = await stranger.TransitAsync("activateCampaign", id);
        var missing = await stranger.TransitAsync("activateCampaign", Guid.NewGuid());

        Code(missing).ShouldBe("CAMPAIGN_NOT_FOUND");
        invisible.ToString().ShouldBe(missing.ToString());
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Pipeline)]
    [InlineData(Role.Machine)]
    public async Task Only_analysts_change_the_status(Role role)
    {
        var id = await CampaignAsync("SUSPECTED");
        var other = new Client(database.System, Client.Anna with { Roles = [role] });

        Code(await other.TransitAsync("activateCampaign", id)).ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task The_history_tells_who_did_what_when_and_why_from_the_log()
    {
        var id = await CampaignAsync("DORMANT");

        var data = await _anna.RunAsync(
            "query History($id: UUID!) { campaign(id: $id) { history { version type summary recordedBy reason } } }",
            new { id });

        var history = data.GetProperty("campaign").GetProperty("history").EnumerateArray().ToArray();
        history.Select(entry => entry.GetProperty("type").GetString())
            .ShouldBe(["promoted", "activated", "went_dormant"]);
        history[2].ToString().ShouldBe(
            """{"version":3,"type":"went_dormant","summary":"Went dormant.","recordedBy":"anna","reason":"because"}""");
    }

    private async Task<Guid> CampaignAsync(string status)
    {
        var id = (await _anna.PromoteAsync(Clusters.Some())).GetProperty("campaign").GetProperty("id").GetGuid();
        foreach (var mutation in Ways[status])
        {
            await _anna.TransitAsync(mutation, id);
        }

        return id;
    }

    private async Task<string?> StatusAsync(Guid id) =>
        (await _anna.RunAsync("query Status($id: UUID!) { campaign(id: $id) { status } }", new { id }))
            .GetProperty("campaign").GetProperty("status").GetString();

    private static string? Code(JsonElement payload) =>
        payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString())
            .SingleOrDefault();
}
