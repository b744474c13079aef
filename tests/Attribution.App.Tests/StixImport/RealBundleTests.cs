using System.Globalization;
using Attribution.App.StixImport;
using Attribution.Domain.Access;
using Attribution.Testing;
using Npgsql;

namespace Attribution.App.Tests.StixImport;

public sealed class RealBundleTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private static IEnumerable<string> Bundles => Directory
        .EnumerateFiles(SharedData.PathTo("unit42"), "*.gz")
        .Concat(Directory.EnumerateFiles(SharedData.PathTo("oasis"), "*.json"))
        .Concat(Directory.EnumerateFiles(SharedData.PathTo("attack"), "*18.1.json.gz"))
        .Order(StringComparer.Ordinal)
        .Select(file => Path.GetRelativePath(SharedData.PathTo(""), file));

    [SharedDataFact]
    public async Task Real_bundles_import_with_nothing_unexplained_and_a_second_time_without_effect()
    {
        foreach (var name in Bundles)
        {
            var items = await ImportAsync(name);

            items.ShouldAllBe(item => item.Outcome == StixImportOutcome.Taken || item.Code != null, name);
            items.Where(item => item.Outcome == StixImportOutcome.Refused).Select(item => item.Code).Distinct()
                .ShouldBeSubsetOf(["CONFLICTING_VERSION", "OTHER_PRODUCER", "STIX_NOT_A_BUNDLE"], name);
        }

        await CheckGroundTruthAsync();
        var before = await EventsAsync();
        foreach (var name in Bundles)
        {
            (await ImportAsync(name)).ShouldNotContain(item => item.Outcome == StixImportOutcome.Taken, name);
        }

        (await EventsAsync()).ShouldBe(before);
    }

    [SharedDataTheory]
    [InlineData("adept-libra")]
    [InlineData("agent-tesla")]
    [InlineData("clop-ransomware")]
    public async Task Old_bundles_with_real_dirt_give_what_can_be_taken_and_a_reason_for_the_rest(string name)
    {
        var caller = Client.Anna with { Tenant = new TenantId($"raw-{name}") };
        var items = await database.System.ImportBytesAsync(
            caller, SharedData.ReadAllBytes($"unit42-raw-2.0/{name}.json.gz"));

        items.ShouldAllBe(item => item.Outcome == StixImportOutcome.Taken || item.Code != null);
        items.ShouldContain(item => item.Outcome == StixImportOutcome.Taken);
        items.SelectMany(item => item.Findings).ShouldNotBeEmpty();
    }

    private async Task<List<StixImportItem>> ImportAsync(string name) => await database.System.ImportBytesAsync(
        Client.Anna, SharedData.ReadAllBytes(name), Tlp.Green);

    /// <summary>Every campaign of the ground truth is attributed to exactly the sets that the ground truth
    /// names.</summary>
    private async Task CheckGroundTruthAsync()
    {
        var actual = await ReadAsync(
            """
            select v.id::text, coalesce(string_agg(h.actor, '|' order by h.actor), '')
            from attribution.mt_doc_campaignview v
            left join attribution.mt_doc_hypothesisview h on h.tenant_id = v.tenant_id and h.campaign_id = v.id
            where v.tenant_id = 'acme'
            group by v.id
            """);
        var truth = (await File.ReadAllLinesAsync(SharedData.PathTo("campaign-ground-truth.csv"))).Skip(1)
            .Where(line => line.StartsWith("unit42/", StringComparison.Ordinal))
            .Select(line => (Id: Between(line, "campaign--"), Sets: Sets(line)))
            .DistinctBy(row => row.Id)
            .ToList();

        truth.ShouldNotBeEmpty();
        foreach (var (id, sets) in truth)
        {
            actual.ShouldContainKeyAndValue(id, string.Join('|', sets));
        }
    }

    private static string Between(string line, string prefix)
    {
        var start = line.IndexOf(prefix, StringComparison.Ordinal) + prefix.Length;
        return line.Substring(start, Guid.Empty.ToString().Length);
    }

    private static string[] Sets(string line) =>
    [
        .. line.Split(',', '|', '"')
            .Where(cell => cell.StartsWith("intrusion-set--", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private async Task<string> EventsAsync() => (await ReadAsync(
        "select 'events', count(1)::text from attribution.mt_events where tenant_id = 'acme'"))["events"];

    private async Task<Dictionary<string, string>> ReadAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await row.ReadAsync())
        {
            found[row.GetString(0)] = Convert.ToString(row.GetValue(1), CultureInfo.InvariantCulture)!;
        }

        return found;
    }
}
