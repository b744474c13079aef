using System.Text.Json;
using Attribution.App.KillChain.Releases;
using Attribution.Domain.KillChain;
using Npgsql;

namespace Attribution.App.Tests.KillChain;

public sealed class AttackReleasesTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private readonly Client _anna = new(database.System, Client.Anna);

    [Fact]
    public async Task The_shipped_release_answers_before_any_import()
    {
        var answer = await _anna.RunAsync(
            """
            {
              technique(id: "t1059.001") {
                id name domain release revoked parent { id name } tactics { id shortName name }
                subTechniques { id }
              }
            }
            """);

        answer.GetProperty("technique").ToString().ShouldBe(
            """{"id":"T1059.001","name":"PowerShell","domain":"ENTERPRISE","release":"18.1","revoked":false"""
            + ""","parent":{"id":"T1059","name":"Command and Scripting Interpreter"}"""
            + ""","tactics":[{"id":"TA0002","shortName":"execution","name":"Execution"}],"subTechniques":[]}""");
    }

    [Fact]
    public async Task The_shipped_release_names_its_owner()
    {
        var answer = await _anna.RunAsync(
            "{ attackReleases { domain version techniqueCount importedAt copyright tactics { id } } }");

        var shipped = answer.GetProperty("attackReleases").EnumerateArray()
            .Single(release => release.GetProperty("importedAt").ValueKind == JsonValueKind.Null);
        shipped.GetProperty("copyright").GetString()!.ShouldContain("The MITRE Corporation");
        shipped.GetProperty("techniqueCount").GetInt32().ShouldBe(835);
        shipped.GetProperty("tactics")[0].GetProperty("id").GetString().ShouldBe("TA0043");
    }

    [Fact]
    public async Task A_retired_technique_names_what_stands_for_it()
    {
        var answer = await _anna.RunAsync(
            """{ technique(id: "T1002") { revoked deprecated successor { id } tactics { id } } }""");

        answer.GetProperty("technique").ToString().ShouldBe(
            """{"revoked":true,"deprecated":false,"successor":{"id":"T1560"},"tactics":[{"id":"TA0010"}]}""");
    }

    [Fact]
    public async Task A_parent_lists_its_sub_techniques()
    {
        var answer = await _anna.RunAsync("""{ technique(id: "T1001") { parent { id } subTechniques { id } } }""");

        answer.GetProperty("technique").ToString().ShouldBe(
            """{"parent":null,"subTechniques":[{"id":"T1001.001"},{"id":"T1001.002"},{"id":"T1001.003"}]}""");
    }

    [Theory]
    [InlineData("T9999")]
    [InlineData("")]
    public async Task A_technique_that_no_release_knows_is_null(string id)
    {
        var answer = await _anna.RunAsync("query One($id: ID!) { technique(id: $id) { id } }", new { id });

        answer.GetProperty("technique").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Releases_and_domains_stand_side_by_side_and_the_newest_answers()
    {
        foreach (var (version, name) in new[] { ("9.0", "Ninth"), ("10.0", "Tenth") })
        {
            await ImportAsync("mobile-attack", version, name);
        }

        var answer = await _anna.RunAsync(
            """
            {
              newest: technique(id: "T9001") { name release domain }
              older: technique(id: "T9001", release: "9.0") { name }
              domain: technique(id: "T9001", domain: MOBILE) { name }
              shipped: technique(id: "T1059") { release domain }
            }
            """);

        answer.ToString().ShouldBe(
            """{"newest":{"name":"Tenth","release":"10.0","domain":"MOBILE"},"older":{"name":"Ninth"}"""
            + ""","domain":{"name":"Tenth"},"shipped":{"release":"18.1","domain":"ENTERPRISE"}}""");
    }

    [Fact]
    public async Task Importing_the_same_again_changes_nothing()
    {
        var first = await ImportAsync("ics-attack", "3.0", "Phishing");
        var before = await StoredAsync("3.0");
        var again = await ImportAsync("ics-attack", "3.0", "Phishing");

        (first.Changed, again.Changed).ShouldBe((true, false));
        (await StoredAsync("3.0")).ShouldBe(before);
    }

    [Fact]
    public async Task Importing_other_facts_under_the_same_number_replaces_them()
    {
        await ImportAsync("ics-attack", "4.0", "Phishing");
        var corrected = await ImportAsync("ics-attack", "4.0", "Phishing, Corrected");

        corrected.Changed.ShouldBeTrue();
        var answer = await _anna.RunAsync(
            """{ technique(id: "T9001", domain: ICS, release: "4.0") { name subTechniques { id } } }""");
        answer.GetProperty("technique").ToString().ShouldBe(
            """{"name":"Phishing, Corrected","subTechniques":[{"id":"T9001.001"}]}""");
    }

    [Fact]
    public async Task Many_imports_of_one_release_at_once_store_it_once()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => ImportAsync("ics-attack", "5.0", "Phishing")));

        results.Count(result => result.Changed).ShouldBe(1);
        (await StoredAsync("5.0")).ShouldBe("2 5");
    }

    [Fact]
    public async Task What_cannot_be_read_stores_nothing()
    {
        using var broken = SmallBundle.Text("""{"type":"bundle","objects":[{"type":""");

        var result = await database.System.ImportAttackAsync(broken, "6.0");

        (result.Changed, result.Reading.Problem!.Code).ShouldBe((false, "MALFORMED_BUNDLE"));
        (await StoredAsync("6.0")).ShouldBe("0 0");
    }

    [Fact]
    public async Task A_release_that_was_imported_elsewhere_is_seen_after_a_moment()
    {
        var (time, ago) = (new StandingTime(), TimeSpan.FromMilliseconds(1));
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var catalogue = new AttackCatalogue(new StoredReleases(source), time);
        (await catalogue.GetAsync(CancellationToken.None)).Find(AttackDomain.Ics, "7.0").ShouldBeNull();
        await ImportAsync("ics-attack", "7.0", "Phishing");

        time.Elapsed = AttackCatalogue.FreshFor - ago;
        (await catalogue.GetAsync(CancellationToken.None)).Find(AttackDomain.Ics, "7.0").ShouldBeNull();
        time.Elapsed = AttackCatalogue.FreshFor;
        (await catalogue.GetAsync(CancellationToken.None)).Find(AttackDomain.Ics, "7.0").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{ technique(id: "T1059", domain: ENTERPRISE, release: "1.0") { id } }""")]
    [InlineData(
        """
        { compareKillChains(
            left: "11111111-1111-4111-8111-111111111111", right: "11111111-1111-4111-8111-111111111111",
            release: "nonsense") { release } }
        """)]
    public async Task A_release_that_is_not_there_is_said_to_be_unknown(string query)
    {
        var answer = await _anna.AnswerAsync(query);

        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
            .ShouldBe("UNKNOWN_RELEASE");
    }

    private async Task<AttackImportResult> ImportAsync(string domain, string version, string phishing)
    {
        using var bundle = SmallBundle.Of(domain, version, phishing);
        return await database.System.ImportAttackAsync(bundle, version: null);
    }

    private async Task<string> StoredAsync(string version)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select (select count(*) from attribution.attack_tactics t where t.version = $1)
                || ' ' || (select count(*) from attribution.attack_techniques t where t.version = $1)
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = version });
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A time that passes when the test says so.</summary>
    private sealed class StandingTime : TimeProvider
    {
        internal TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
