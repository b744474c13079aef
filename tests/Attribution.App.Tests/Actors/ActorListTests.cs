using System.Text.Json;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Tests.Actors;

public sealed class ActorListTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static readonly object Graded = new { value = 60, reliability = "B", credibility = 2 };

    private readonly ActorDesk _desk = new(database.System);

    [Theory]
    [InlineData("""{ text: "harb win" }""", "Winter Harbour")]
    [InlineData("""{ text: "гавань" }""", "Winter Harbour")]
    [InlineData("""{ text: "ports" }""", "Summer_100% Storm")]
    [InlineData("""{ text: "harbour storm" }""", "")]
    [InlineData("""{ name: { contains: "_100%" } }""", "Summer_100% Storm")]
    [InlineData("""{ name: { startsWith: "WINTER" } }""", "Winter Harbour")]
    [InlineData("""{ alias: { eq: "зимняя гавань" } }""", "Winter Harbour")]
    [InlineData("""{ alias: { in: ["apt 7", "APT 8"] } }""", "Summer_100% Storm|Winter Harbour")]
    [InlineData("""{ alias: { eq: "APT" } }""", "")]
    [InlineData("""{ alias: { neq: "APT 7" } }""", "Summer_100% Storm")]
    [InlineData("""{ sophistication: { eq: "expert" } }""", "Winter Harbour")]
    [InlineData("""{ sophistication: { neq: "expert" } }""", "Summer_100% Storm")]
    [InlineData("""{ motivation: { in: ["organizational-gain"] } }""", "Summer_100% Storm")]
    [InlineData("""{ motivation: { eq: null } }""", "Winter Harbour")]
    [InlineData("""{ suspectedCountry: { eq: "fr" } }""", "Winter Harbour")]
    [InlineData("""{ suspected_country: { nin: ["FR"] } }""", "Summer_100% Storm")]
    [InlineData("""{ technique: { eq: "t1059" } }""", "Summer_100% Storm|Winter Harbour")]
    [InlineData("""{ technique: { eq: "T1059.001" } }""", "Winter Harbour")]
    [InlineData("""{ technique: { nin: ["T1003"] } }""", "Winter Harbour")]
    [InlineData("""{ classification: { lte: GREEN } }""", "Summer_100% Storm")]
    [InlineData("""{ or: [{ text: "ports" }, { suspectedCountry: { eq: "FR" } }] }""",
        "Summer_100% Storm|Winter Harbour")]
    [InlineData("""{ and: [{ text: "winter" }, { sophistication: { eq: "novice" } }] }""", "")]
    public async Task A_filter_leaves_what_it_says(string where, string names)
    {
        var tenant = await FilledAsync();

        var list = await ListAsync(tenant, where, "[{ name: ASC }]");

        Names(list).ShouldBe(names.Length == 0 ? [] : names.Split('|'));
        list.At("totalCount").GetInt32().ShouldBe(Names(list).Length);
    }

    [Theory]
    [InlineData("[{ name: DESC }]", "Winter Harbour|Summer_100% Storm")]
    [InlineData("[{ createdAt: ASC }]", "Winter Harbour|Summer_100% Storm")]
    [InlineData("[{ updatedAt: ASC }]", "Summer_100% Storm|Winter Harbour")]
    [InlineData("[{ classification: ASC }]", "Summer_100% Storm|Winter Harbour")]
    [InlineData("null", "Winter Harbour|Summer_100% Storm")]
    public async Task Profiles_come_in_the_order_that_is_asked_for(string order, string names)
    {
        var tenant = await FilledAsync();

        Names(await ListAsync(tenant, "{}", order)).ShouldBe(names.Split('|'));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition()
    {
        var reader = Alone();
        var names = Enumerable.Range(0, 7).Select(number => $"Group {number}").ToArray();
        foreach (var name in names)
        {
            await _desk.RegisterAsync(reader, name: name);
        }

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = (await _desk.As(reader).RunAsync(
                """
                query Page($after: String) {
                  actors(first: 3, after: $after, order: [{ name: ASC }]) {
                    totalCount nodes { name } pageInfo { hasNextPage endCursor }
                  }
                }
                """,
                new { after })).At("actors");
            seen.AddRange(Names(page));
            page.At("totalCount").GetInt32().ShouldBe(names.Length);
            after = page.At("pageInfo", "hasNextPage").GetBoolean() ? page.Text("pageInfo", "endCursor") : null;
        }
        while (after is not null);

        seen.ShouldBe(names);
    }

    [Fact]
    public async Task What_the_caller_may_not_see_is_neither_listed_nor_counted_nor_found()
    {
        var reader = Alone();
        await _desk.RegisterAsync(reader, name: "Ours");
        await _desk.RegisterAsync(reader with { Organisation = new OrganisationId("green") }, name: "Theirs");
        await _desk.RegisterAsync(reader with { Subject = "eve" }, name: "Secret", classification: "RED");

        var list = await ListAsync(reader, "{}", "null");

        (string.Join('|', Names(list)), list.At("totalCount").GetInt32()).ShouldBe(("Ours", 1));
        (await ListAsync(reader, """{ text: "secret" }""", "null")).At("totalCount").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_may_not_read_is_refused()
    {
        var nobody = Client.Anna with { Roles = [] };

        (await _desk.As(nobody).AnswerAsync("{ actors { totalCount } }")).At("errors")[0]
            .Text("extensions", "code").ShouldBe("FORBIDDEN");
    }

    [Fact]
    public async Task The_migration_stores_of_old_profiles_what_the_program_stores_of_new_ones()
    {
        await FilledAsync();
        var migration = AttributionSystem.Migrations.Single(step => step.Name == "actor_search").Sql;
        var before = await ColumnsAsync();

        await ExecuteAsync(
            """
            alter table attribution.mt_doc_actorview drop column name_folded, drop column words, drop column techniques,
                drop column sophistication, drop column motivation, drop column suspected_country
            """);
        await ExecuteAsync(migration);

        before.ShouldContain("winter");
        (await ColumnsAsync()).ShouldBe(before);
    }

    /// <summary>A caller in a tenant of its own with two profiles; the first is changed last.</summary>
    private async Task<Principal> FilledAsync()
    {
        var author = Alone();
        var winter = (await RegisterAsync(author, "Winter Harbour", "AMBER", new
        {
            sophistication = "Expert",
            suspectedCountry = "fr",
        })).Id("actor");
        var summer = (await RegisterAsync(author, "Summer_100% Storm", "GREEN", new
        {
            description = "Works against ports.",
            sophistication = "novice",
            motivation = "organizational gain",
        })).Id("actor");
        await CapableAsync(author, summer, "T1059", "T1003");
        await ClaimAsync(author, summer, "APT 8");
        await CapableAsync(author, winter, "T1059.001", $"malware--{Guid.NewGuid()}");
        await ClaimAsync(author, winter, "APT 7");
        await ClaimAsync(author, winter, "Зимняя Гавань");
        return author;
    }

    private static Principal Alone() => Client.Anna with { Tenant = new TenantId($"tenant-{Guid.NewGuid():N}") };

    private async Task<JsonElement> RegisterAsync(Principal author, string name, string label, object profile)
    {
        var registered = await _desk.RegisterAsync(author, name: name, classification: label);
        var changes = JsonSerializer.SerializeToElement(profile).Deserialize<Dictionary<string, object?>>()!;
        changes["id"] = registered.Id("actor");
        return await _desk.SendAsync(author, "reviseActor", changes);
    }

    private async Task CapableAsync(Principal author, Guid id, params string[] capabilities) =>
        (await _desk.SendAsync(author, "attributeCapabilities", new { id, capabilities })).Code().ShouldBeNull();

    private async Task ClaimAsync(Principal author, Guid id, string name) => (await _desk.SendAsync(
        author, "claimAlias", new { id, name, claimedBy = "a vendor", confidence = Graded })).Code().ShouldBeNull();

    private async Task<JsonElement> ListAsync(Principal reader, string where, string order) =>
        (await _desk.As(reader).RunAsync(
            $$"""{ actors(where: {{where}}, order: {{order}}) { totalCount edges { cursor node { name } } } }"""))
            .At("actors");

    private static string[] Names(JsonElement list) => list.TryGetProperty("edges", out _)
        ? [.. list.Items("edges").Select(edge => edge.Text("node", "name")!)]
        : [.. list.Items("nodes").Select(node => node.Text("name")!)];

    private async Task<string> ColumnsAsync()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select string_agg(concat_ws(' ', id, name_folded, sophistication, motivation, suspected_country,
                (select array_agg(w order by w) from unnest(words) as w),
                (select array_agg(w order by w) from unnest(techniques) as w),
                (select array_agg(w order by w) from unnest(aliases) as w)), e'\n' order by id)
            from attribution.mt_doc_actorview
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
