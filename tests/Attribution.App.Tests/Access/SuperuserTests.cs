using System.Text.Json;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Tests.Access;

public sealed class SuperuserTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly Principal Ada = Client.Anna with
    {
        Subject = "ada",
        Tenant = new TenantId("operator"),
        Organisation = new OrganisationId("platform"),
        Roles = [Role.Superuser],
    };

    private readonly Client _anna = new(database.System, Client.Anna);
    private readonly Client _rival = new(
        database.System,
        Client.Anna with { Tenant = new TenantId("rival"), Organisation = new OrganisationId("theirs") });

    private readonly Client _superuser = new(database.System, Ada);

    [Theory]
    [InlineData("CLEAR")]
    [InlineData("AMBER")]
    [InlineData("AMBER_STRICT")]
    public async Task A_superuser_sees_other_tenants_by_saying_so_and_not_otherwise(string classification)
    {
        var id = await _anna.CreateAsync("Night Ferry", classification);

        (await _superuser.CampaignAsync(id, "name")).ValueKind.ShouldBe(JsonValueKind.Null);
        (await CrossedAsync($$"""campaign(id: "{{id}}") { name history { type } subCampaigns { id } }"""))
            .GetProperty("campaign").GetProperty("history").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Lists_and_filters_reach_all_tenants()
    {
        var word = $"w{Guid.NewGuid():N}";
        await _anna.CreateAsync(word);
        await _rival.CreateAsync(word);
        var list = $$"""campaigns(where: { name: { eq: "{{word}}" } }) { totalCount nodes { id } }""";

        Total((await _superuser.RunAsync($"{{ {list} }}")).GetProperty("campaigns")).ShouldBe(0);
        Total((await CrossedAsync(list)).GetProperty("campaigns")).ShouldBe(2);
    }

    [Fact]
    public async Task Indicators_and_relationships_are_found_wherever_they_are()
    {
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = "apt28";
        var campaign = (await _anna.PromoteAsync(cluster)).GetProperty("campaign");
        var indicator = campaign.GetProperty("indicators")[0].GetString();
        var list = $$"""campaigns(where: { indicator: { eq: "{{indicator}}" } }) { nodes { id hypotheses { id } } }""";

        var found = (await CrossedAsync(list)).GetProperty("campaigns").GetProperty("nodes");

        found.GetArrayLength().ShouldBe(1);
        found[0].GetProperty("hypotheses").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Clearance_and_the_names_on_a_red_record_hold_there_too()
    {
        var (amber, red) = (await _anna.CreateAsync(), await _anna.CreateAsync("Fox", "RED"));
        var query = $$"""a: campaign(id: "{{amber}}") { id } r: campaign(id: "{{red}}") { id }""";
        var green = new Client(database.System, Ada with { Clearance = Tlp.Green });

        (await CrossedAsync(query)).GetProperty("r").ValueKind.ShouldBe(JsonValueKind.Null);
        (await CrossedAsync(query, green)).GetProperty("a").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task What_is_asked_beside_it_stays_at_home()
    {
        var id = await _anna.CreateAsync();

        var answer = await _superuser.RunAsync(
            $$"""
            {
              before: campaign(id: "{{id}}") { id }
              asSuperuser(reason: "incident 7") { campaign(id: "{{id}}") { id } }
              after: campaign(id: "{{id}}") { id }
            }
            """);

        answer.GetProperty("before").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("after").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("asSuperuser").GetProperty("campaign").GetProperty("id").GetGuid().ShouldBe(id);
    }

    [Theory]
    [InlineData(Role.SeniorAnalyst, "incident 7", "FORBIDDEN")]
    [InlineData(Role.Auditor, "incident 7", "FORBIDDEN")]
    [InlineData(Role.Machine, "incident 7", "FORBIDDEN")]
    [InlineData(Role.Superuser, "  ", "REASON_REQUIRED")]
    public async Task Nobody_else_crosses_and_nobody_without_a_reason(Role role, string reason, string code)
    {
        var client = new Client(database.System, Ada with { Subject = $"{role}{code}", Roles = [role] });

        var answer = await client.AnswerAsync(
            $$"""{ asSuperuser(reason: "{{reason}}") { campaigns { totalCount } } }""");

        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code);
        answer.GetProperty("data").ValueKind.ShouldBe(JsonValueKind.Null);
        (await EntriesAsync($"{role}{code}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_use_is_recorded_with_its_reason_its_fields_and_every_record_read()
    {
        var (id, other) = (await _anna.CreateAsync(), await _rival.CreateAsync());
        var client = new Client(database.System, Ada with { Subject = "recorded" });

        await CrossedAsync($$"""a: campaign(id: "{{id}}") { name } b: campaign(id: "{{other}}") { name }""", client);

        (await EntriesAsync("recorded")).ShouldBe(
            [
                "operator CROSSING incident 7 campaign",
                $"acme READ incident 7 campaign {id}",
                $"rival READ incident 7 campaign {other}",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Whatever_is_walked_over_is_recorded_too()
    {
        var id = await _anna.CreateAsync();
        var parent = await _anna.CreateAsync();
        await _anna.SendAsync("assignParentCampaign", new { id, parentCampaign = parent });
        var client = new Client(database.System, Ada with { Subject = "walker" });

        var walked = await CrossedAsync(
            $$"""relationships(from: "campaign--{{id}}") { relationships { statedIn } }""", client);

        walked.GetProperty("relationships").GetProperty("relationships").GetArrayLength().ShouldBe(1);
        (await EntriesAsync("walker")).ShouldContain($"acme READ incident 7 relationship {id}");
    }

    [Theory]
    [InlineData("update attribution.access_audit set reason = 'x'")]
    [InlineData("delete from attribution.access_audit")]
    [InlineData("truncate attribution.access_audit")]
    public async Task What_was_recorded_stays(string change)
    {
        await CrossedAsync("campaigns { totalCount }");
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(change);

        (await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync())).SqlState
            .ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Fact]
    public async Task Where_the_login_for_reading_may_not_cross_nobody_does()
    {
        var login = $"reads_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await ExecuteAsync(
            source, $"create role {login} login password 'x' noinherit; grant attribution_reader to {login}");
        var id = await _anna.CreateAsync();
        var reading = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = login, Password = "x" };
        await using (var system = AttributionSystem.Open(
            database.ConnectionString, TestClock.Instance, reading.ConnectionString))
        {
            (await new Client(system, Client.Anna).CampaignAsync(id, "name")).GetProperty("name").GetString()
                .ShouldBe("Night Ferry");
            var answer = await new Client(system, Ada).AnswerAsync(
                $$"""{ asSuperuser(reason: "incident 7") { campaign(id: "{{id}}") { id } } }""");
            answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
                .ShouldBe("FORBIDDEN");
        }

        await ExecuteAsync(source, $"drop role {login}");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static int Total(JsonElement list) => list.GetProperty("totalCount").GetInt32();

    private async Task<JsonElement> CrossedAsync(string query, Client? client = null) =>
        (await (client ?? _superuser).RunAsync($$"""{ asSuperuser(reason: "incident 7") { {{query}} } }"""))
            .GetProperty("asSuperuser");

    private Task<List<string>> EntriesAsync(string subject) => AuditEntries.ReadAsync(
        database.ConnectionString,
        """
        select concat_ws(' ', a.tenant_id, a.kind, a.reason, array_to_string(a.fields, ','), a.record_type,
            a.record_id)
        from attribution.access_audit a where a.subject = $1
        """,
        subject);
}
