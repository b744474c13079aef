using System.Text;
using System.Text.Json;
using Attribution.App.LogExport;
using Attribution.App.Tests.Hypotheses;
using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.App.Tests.LogExport;

public sealed class LogExporterTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Principal Auditor =
        Client.Anna with { Subject = "ben", Clearance = Tlp.AmberStrict, Roles = [Role.Auditor] };

    private const int GatherAll = int.MaxValue - 1;
    private const int WalkAlong = 0;

    private readonly Desk _desk = new(database.System);

    [Theory]
    [InlineData(GatherAll)]
    [InlineData(WalkAlong)]
    public async Task Pages_of_any_size_make_up_the_whole_in_the_order_of_commits(int gatheredMax)
    {
        var (first, second) = (await _desk.CampaignAsync(), await _desk.CampaignAsync());
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", first);
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", second);

        var whole = await ReadAsync(Auditor, LogExporter.PageMax, gatheredMax);

        (await ReadAsync(Auditor, 1, gatheredMax)).ShouldBe(whole);
        (await ReadAsync(Auditor, 3, gatheredMax)).ShouldBe(whole);
        (await ReadAsync(Auditor, 7, GatherAll + WalkAlong - gatheredMax)).ShouldBe(whole);
        whole.Where(line => line.Contains($"{first}/", StringComparison.Ordinal)
            || line.Contains($"{second}/", StringComparison.Ordinal)).Select(Type)
            .ShouldBe(["promoted", "promoted", "activated", "activated"]);
    }

    [Fact]
    public async Task A_line_says_what_happened_who_did_it_and_why()
    {
        var id = await _desk.CampaignAsync();
        await _desk.As(Client.Anna).TransitAsync("activateCampaign", id);

        var line = Parsed((await LinesOfAsync(id)).Last());

        line.Text("place").ShouldBe($"{id}/2");
        (line.Text("type"), line.Text("recordedBy")).ShouldBe(("activated", "anna"));
        (line.Text("data", "reason"), line.Text("data", "by", "id")).ShouldBe(("because", "anna"));
    }

    [Theory]
    [InlineData(GatherAll)]
    [InlineData(WalkAlong)]
    public async Task What_is_hidden_today_is_not_in_it_from_its_first_event(int gatheredMax)
    {
        var id = await _desk.CampaignAsync();
        var hypothesis = await _desk.HypothesisAsync(Client.Anna, id);
        (await LinesOfAsync(hypothesis)).ShouldNotBeEmpty();

        await _desk.ReclassifyAsync(id, "RED");

        (await ReadAsync(Auditor, LogExporter.PageMax, gatheredMax)).ShouldNotContain(
            line => line.Contains($"{id}", StringComparison.Ordinal)
                || line.Contains($"{hypothesis}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task References_to_what_is_hidden_come_back_as_absent()
    {
        var (id, seen, hidden) = (
            await _desk.CampaignAsync(), await _desk.CampaignAsync(), await _desk.CampaignAsync());
        await _desk.As(Client.Anna).SendAsync("assignParentCampaign", new { id, parentCampaign = seen });
        await _desk.As(Client.Anna).SendAsync("assignParentCampaign", new { id, parentCampaign = hidden });
        await _desk.ReclassifyAsync(hidden, "RED");

        (await LinesOfAsync(id)).Select(Parsed).Where(line => line.Text("type") == "parent_assigned")
            .Select(line => line.Text("data", "parentCampaign")).ShouldBe([$"{seen}", null]);
    }

    [Fact]
    public async Task What_was_redacted_is_not_in_it_wherever_it_was_said()
    {
        var anna = _desk.As(Client.Anna);
        var id = (await anna.SendAsync("createCampaign", new { name = "Victim Ltd", classification = "AMBER" }))
            .Id("campaign");
        await anna.SendAsync(
            "reviseCampaignProfile", new { id, name = "Victim Limited", description = "about Victim Ltd" });
        await _desk.As(Client.Sofia).SendAsync("redactCampaign", new { id, field = "NAME", reason = "a victim" });
        await _desk.As(Client.Sofia).SendAsync("redactCampaign", new { id, field = "DESCRIPTION", reason = "too" });

        var lines = await LinesOfAsync(id);

        lines.Select(Type).ShouldBe(["created", "profile_revised", "redacted", "redacted"]);
        lines.ShouldNotContain(line => line.Contains("Victim", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_place_that_is_hidden_is_unknown_as_one_that_never_was()
    {
        var id = await _desk.CampaignAsync();
        (await PageAsync(Auditor, new LogPlace(id, 1))).ShouldNotBeNull();
        (await PageAsync(Auditor, new LogPlace(id, 2))).ShouldBeNull();

        await _desk.ReclassifyAsync(id, "RED");

        (await PageAsync(Auditor, new LogPlace(id, 1))).ShouldBeNull();
        (await PageAsync(Auditor, new LogPlace(Guid.NewGuid(), 1))).ShouldBeNull();
        (await PageAsync(Auditor with { Tenant = new TenantId("rival") }, new LogPlace(id, 1))).ShouldBeNull();
    }

    [Theory]
    [InlineData(Role.Analyst)]
    [InlineData(Role.SeniorAnalyst)]
    [InlineData(Role.Machine)]
    [InlineData(Role.Pipeline)]
    public async Task Nobody_but_auditors_exports_the_log(Role role) => (await Should.ThrowAsync<GraphQLException>(
        () => PageAsync(Auditor with { Roles = [role] }, null))).Code.ShouldBe("FORBIDDEN");

    [Fact]
    public async Task Who_took_it_is_recorded_for_each_campaign()
    {
        var id = await _desk.CampaignAsync();
        await _desk.HypothesisAsync(Client.Anna, id);
        var taking = Auditor with { Subject = $"taker {id}" };

        await ReadAsync(taking, LogExporter.PageMax);

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            $"select count(*) from attribution.access_audit where subject = '{taking.Subject}' and record_id = '{id}'");
        (await command.ExecuteScalarAsync()).ShouldBe(1L);
    }

    [Fact]
    public async Task Who_took_nothing_but_actors_is_recorded_too_and_auditors_see_it()
    {
        var tenant = new TenantId($"actors-{Guid.NewGuid()}");
        await _desk.ActorAsync(Client.Anna with { Tenant = tenant });
        var taking = Auditor with { Tenant = tenant, Subject = "taker" };
        var lines = await ReadAsync(taking, LogExporter.PageMax);
        var actor = Parsed(lines.ShouldHaveSingleItem()).Text("place")!.Split('/')[0];
        const string Audit =
            """{ accessAudit(where: { subject: { eq: "taker" } }) { totalCount nodes { record campaign { id } } } }""";

        var seen = await _desk.ReadAsync(taking with { Subject = "other" }, Audit, new { });
        var green = taking with { Clearance = Tlp.Green };

        seen.GetProperty("accessAudit").ToString().ShouldBe(
            $$"""{"totalCount":1,"nodes":[{"record":"{{actor}}","campaign":null}]}""");
        (await _desk.ReadAsync(green, Audit, new { })).Number("accessAudit", "totalCount").ShouldBe(0);
    }

    [Theory]
    [InlineData("5c54aec3-c6dc-5aeb-b572-11a86a82c6f3/7", true)]
    [InlineData("5c54aec3-c6dc-5aeb-b572-11a86a82c6f3", false)]
    [InlineData("5c54aec3-c6dc-5aeb-b572-11a86a82c6f3/-7", false)]
    [InlineData("5c54aec3-c6dc-5aeb-b572-11a86a82c6f3/7/7", false)]
    [InlineData("7", false)]
    public void A_place_is_a_stream_and_a_version(string text, bool isPlace) =>
        LogPlace.Parse(text)?.ToString().ShouldBe(isPlace ? text : null);

    private Task<LogPage?> PageAsync(Principal auditor, LogPlace? after) =>
        database.System.Auditing.ReadAsync(auditor, after, LogExporter.PageMax, default);

    private async Task<string[]> LinesOfAsync(Guid stream) =>
    [
        .. (await ReadAsync(Auditor, LogExporter.PageMax))
            .Where(line => Parsed(line).Text("place")!.StartsWith($"{stream}/", StringComparison.Ordinal)),
    ];

    private Task<List<string>> ReadAsync(Principal auditor, int size, int gatheredMax = LogExporter.GatheredMax) =>
        WholeLog.ReadAsync(database.System, auditor, size, gatheredMax);

    private static JsonElement Parsed(string line) => JsonDocument.Parse(line).RootElement;

    private static string Type(string line) => Parsed(line).Text("type")!;
}

/// <summary>All that somebody may export.</summary>
internal static class WholeLog
{
    internal static async Task<List<string>> ReadAsync(
        AttributionSystem system,
        Principal auditor,
        int size = LogExporter.PageMax,
        int gatheredMax = LogExporter.GatheredMax)
    {
        var (lines, place) = (new List<string>(), default(LogPlace));
        while (await system.Auditing.ReadAsync(auditor, place, size, gatheredMax, default)
            is { Lines.Count: > 0 } page)
        {
            lines.AddRange(page.Lines.Select(line => Encoding.UTF8.GetString(line)));
            place = page.Last;
        }

        return lines;
    }
}
