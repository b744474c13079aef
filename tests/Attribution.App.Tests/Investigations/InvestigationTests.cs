using System.Text.Json;
using Attribution.Domain.Access;

namespace Attribution.App.Tests.Investigations;

public sealed class InvestigationTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _bob = new(database.System, Client.Anna with { Subject = "bob" });

    [Fact]
    public async Task An_investigation_is_opened_retitled_closed_and_reopened()
    {
        var id = await OpenAsync(_anna, "Ports");

        var retitled = await SendAsync(_anna, "retitleInvestigation", new { id, title = " Harbours " });
        var closed = await TransitAsync("closeInvestigation", id);
        var refused = await SendAsync(_anna, "retitleInvestigation", new { id, title = "Ports" });
        var closedAgain = await TransitAsync("closeInvestigation", id);
        var reopened = await TransitAsync("reopenInvestigation", id);

        retitled.GetProperty("investigation").ToString()
            .ShouldBe("""{"title":"Harbours","state":"OPEN","version":2}""");
        closed.GetProperty("investigation").GetProperty("state").GetString().ShouldBe("CLOSED");
        refused.Code().ShouldBe("INVESTIGATION_CLOSED");
        (closedAgain.Code(), closedAgain.Changed()).ShouldBe((null, false));
        reopened.GetProperty("investigation").ToString()
            .ShouldBe("""{"title":"Harbours","state":"OPEN","version":4}""");
    }

    [Fact]
    public async Task A_link_is_visible_from_both_sides()
    {
        var (campaign, id) = (await _anna.CreateAsync("Night Ferry"), await OpenAsync(_anna, "Ports"));

        var linked = await _anna.SendAsync(
            "linkInvestigation", new { id = campaign, investigation = id }, "investigations { title state }");
        var again = await _anna.SendAsync("linkInvestigation", new { id = campaign, investigation = id });

        linked.Campaign("investigations").ToString().ShouldBe("""[{"title":"Ports","state":"OPEN"}]""");
        again.Changed().ShouldBeFalse();
        (await CampaignsAsync(_anna, id)).ShouldBe(["Night Ferry"]);
        await _anna.SendAsync("unlinkInvestigation", new { id = campaign, investigation = id });
        (await CampaignsAsync(_anna, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Neither_side_shows_what_the_caller_may_not_see()
    {
        var (open, secret) = (await _anna.CreateAsync("open"), await _anna.CreateAsync("secret", "RED"));
        var (seen, hidden) = (await OpenAsync(_anna, "seen"), await OpenAsync(_anna, "hidden", "RED"));
        foreach (var (campaign, investigation) in new[] { (open, seen), (open, hidden), (secret, seen) })
        {
            await _anna.SendAsync("linkInvestigation", new { id = campaign, investigation });
        }

        (await CampaignsAsync(_bob, seen)).ShouldBe(["open"]);
        (await _bob.CampaignAsync(open, "investigations { title }")).GetProperty("investigations").ToString()
            .ShouldBe("""[{"title":"seen"}]""");
        (await InvestigationAsync(_bob, hidden, "title")).ValueKind.ShouldBe(JsonValueKind.Null);
        (await _bob.CampaignAsync(open, "history { summary }")).ToString().ShouldNotContain(hidden.ToString());
    }

    [Theory]
    [InlineData("linkInvestigation")]
    [InlineData("unlinkInvestigation")]
    public async Task A_hidden_investigation_is_refused_exactly_as_one_that_does_not_exist(string mutation)
    {
        var (campaign, hidden) = (await _anna.CreateAsync(), await OpenAsync(_anna, "hidden", "RED"));
        await _anna.SendAsync("linkInvestigation", new { id = campaign, investigation = hidden });

        var refused = await _bob.SendAsync(mutation, new { id = campaign, investigation = hidden });
        var missing = await _bob.SendAsync(mutation, new { id = campaign, investigation = Guid.NewGuid() });

        (missing.Code(), missing.Path()).ShouldBe(("INVESTIGATION_NOT_FOUND", "investigation"));
        refused.ToString().ShouldBe(missing.ToString());
    }

    [Fact]
    public async Task A_list_shows_what_the_caller_may_see_page_by_page_those_changed_last_first()
    {
        var tenant = new TenantId("lists");
        var (anna, bob) = (
            new Client(database.System, Client.Anna with { Tenant = tenant }),
            new Client(database.System, Client.Anna with { Tenant = tenant, Subject = "bob" }));
        foreach (var (title, label) in new[] { ("a", "AMBER"), ("b", "GREEN"), ("hidden", "RED"), ("c", "AMBER") })
        {
            await OpenAsync(anna, title, label);
        }

        var first = await ListAsync(bob, "first: 2");
        var cursor = first.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var rest = await ListAsync(bob, $"first: 2, after: \"{cursor}\"");
        var closed = await ListAsync(bob, "where: { state: { eq: CLOSED } }");

        Titles(first).ShouldBe(["c", "b"]);
        first.GetProperty("totalCount").GetInt32().ShouldBe(3);
        Titles(rest).ShouldBe(["a"]);
        rest.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean().ShouldBeFalse();
        (Titles(closed).Length, closed.GetProperty("totalCount").GetInt32()).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_reclassified_investigation_is_gone_for_those_outside_its_new_audience()
    {
        var id = await OpenAsync(_anna, "Ports");
        var sofia = new Client(database.System, Client.Sofia);
        var audience = new
        {
            id,
            classification = "RED",
            sharedWith = Array.Empty<string>(),
            releasableTo = Array.Empty<string>(),
            recipients = Array.Empty<string>(),
            reason = "a source is named",
        };

        (await SendAsync(_anna, "reclassifyInvestigation", audience)).Code().ShouldBe("FORBIDDEN");
        (await SendAsync(sofia, "reclassifyInvestigation", audience)).Changed().ShouldBeTrue();

        (await InvestigationAsync(_anna, id, "title")).ValueKind.ShouldBe(JsonValueKind.Null);
        (await InvestigationAsync(sofia, id, "classification")).ToString().ShouldBe("""{"classification":"RED"}""");
    }

    [Theory]
    [InlineData("openInvestigation", """{"title":" "}""", "EMPTY_TEXT", "title")]
    [InlineData("openInvestigation", """{"title":"\u0000"}""", "INVALID_TEXT", "title")]
    [InlineData("openInvestigation", """{"title":"x","releasableTo":["X"]}""", "INVALID_COUNTRY", "releasableTo[0]")]
    [InlineData("retitleInvestigation", """{"title":""}""", "EMPTY_TEXT", "title")]
    public async Task What_is_wrong_is_refused_with_its_code_and_path_and_no_event_is_written(
        string mutation, string content, string code, string path)
    {
        var input = JsonSerializer.Deserialize<Dictionary<string, object?>>(content)!;
        if (mutation != "openInvestigation")
        {
            input["id"] = await OpenAsync(_anna, "Ports");
        }

        var before = await database.System.Log.FindHighWaterMarkAsync();

        var payload = await SendAsync(_anna, mutation, input);

        (payload.Code(), payload.Path()).ShouldBe((code, path));
        (await database.System.Log.FindHighWaterMarkAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_hidden_investigation_is_changed_no_more_than_one_that_does_not_exist()
    {
        var hidden = await OpenAsync(_anna, "hidden", "RED");

        var refused = await SendAsync(_bob, "retitleInvestigation", new { id = hidden, title = "x" });
        var missing = await SendAsync(_bob, "retitleInvestigation", new { id = Guid.NewGuid(), title = "x" });

        missing.Code().ShouldBe("INVESTIGATION_NOT_FOUND");
        refused.ToString().ShouldBe(missing.ToString());
    }

    private static async Task<Guid> OpenAsync(Client client, string title, string classification = "AMBER") =>
        (await client.SendAsync("openInvestigation", new { title, classification }, "investigation", "id"))
            .GetProperty("investigation").GetProperty("id").GetGuid();

    private static Task<JsonElement> SendAsync(Client client, string mutation, object input) =>
        client.SendAsync(mutation, input, "investigation", "title state version");

    private Task<JsonElement> TransitAsync(string mutation, Guid id) =>
        SendAsync(_anna, mutation, new { id, reason = "because" });

    private static async Task<JsonElement> InvestigationAsync(Client client, Guid id, string fields) =>
        (await client.RunAsync($"query One($id: UUID!) {{ investigation(id: $id) {{ {fields} }} }}", new { id }))
            .GetProperty("investigation");

    private static async Task<string?[]> CampaignsAsync(Client client, Guid id) =>
        [.. (await InvestigationAsync(client, id, "campaigns { name }")).GetProperty("campaigns").EnumerateArray()
            .Select(campaign => campaign.GetProperty("name").GetString())];

    private static async Task<JsonElement> ListAsync(Client client, string arguments) =>
        (await client.RunAsync(
            $"{{ investigations({arguments}) "
            + "{ nodes { title } totalCount pageInfo { hasNextPage endCursor } } }"))
            .GetProperty("investigations");

    private static string?[] Titles(JsonElement page) =>
        [.. page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("title").GetString())];
}
