using System.Globalization;
using Attribution.App.StixExport;
using Attribution.App.StixImport;
using Attribution.App.Tests.StixExport;
using Attribution.Domain.Access;
using Attribution.Testing;
using Npgsql;

namespace Attribution.App.Tests.StixImport;

public sealed class RealBundleTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    /// <summary>Marked with a definition that no bundle has: nobody can pass on what they do not understand.</summary>
    private const string OfUnknownMarking = "0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061";

    private const string Campaigns =
        """
        select v.id::text, concat_ws(' ', v.data ->> 'profile', v.data ->> 'targets', v.data ->> 'references',
            (select array_agg(t order by t) from unnest(v.techniques) t),
            (select jsonb_agg(i order by i) from jsonb_array_elements_text(v.data -> 'indicators') i),
            (select string_agg(
                    concat_ws(' ', h.actor, h.data ->> 'actorName', h.confidence, h.status), ',' order by h.actor)
                from attribution.mt_doc_hypothesisview h where h.tenant_id = v.tenant_id and h.campaign_id = v.id))
        from attribution.mt_doc_campaignview v where v.tenant_id = $1
        """;

    private const string Actors =
        """
        select v.id::text, coalesce(string_agg(h.actor, '|' order by h.actor), '')
        from attribution.mt_doc_campaignview v
        left join attribution.mt_doc_hypothesisview h on h.tenant_id = v.tenant_id and h.campaign_id = v.id
        where v.tenant_id = $1
        group by v.id
        """;

    private const string Events = "select 'all', count(1)::text from attribution.mt_events where tenant_id = $1";

    [SharedDataTheory]
    [InlineData("oasis", "*.json")]
    [InlineData("unit42", "c*.gz")]
    [InlineData("attack", "ics-attack-18.1.json.gz")]
    [InlineData("attack", "mobile-attack-18.1.json.gz")]
    public async Task Real_bundles_come_out_as_they_went_in_and_a_second_time_change_nothing(
        string folder, string files)
    {
        var (first, second) = (Of($"{folder}-1"), Of($"{folder}-2"));
        foreach (var bundle in Bundles(folder, files))
        {
            var items = await database.System.ImportBytesAsync(first, bundle, Tlp.Green);

            items.ShouldAllBe(item => item.Outcome == StixImportOutcome.Taken || item.Code != null);
            items.Where(item => item.Outcome == StixImportOutcome.Refused).Select(item => item.Code).Distinct()
                .ShouldBeSubsetOf(["CONFLICTING_VERSION", "OTHER_PRODUCER", "STIX_NOT_A_BUNDLE"]);
        }

        await ShouldChangeNothingAsync(first, Bundles(folder, files));
        var exported = await StixExportTests.BytesAsync(database.System, first, new StixExportRequest());
        (await database.System.ImportBytesAsync(second, exported, Tlp.Green))
            .ShouldNotContain(item => item.Outcome == StixImportOutcome.Refused);

        var expected = await ReadAsync(Campaigns, first);
        expected.Remove(OfUnknownMarking);
        (await ReadAsync(Campaigns, second)).ShouldBe(expected);
        await ShouldChangeNothingAsync(second, [exported]);
    }

    [SharedDataFact]
    public async Task Campaigns_are_attributed_to_the_sets_that_the_ground_truth_names()
    {
        var caller = Of("truth");
        var files = new[] { "adept-libra", "clean-ursa", "tiltedtemple" };
        foreach (var file in files)
        {
            await database.System.ImportBytesAsync(caller, SharedData.ReadAllBytes($"unit42/{file}.json.gz"));
        }

        var truth = (await File.ReadAllLinesAsync(SharedData.PathTo("campaign-ground-truth.csv")))
            .Where(line => files.Any(file => line.StartsWith($"unit42/{file}.", StringComparison.Ordinal)))
            .Select(line => (Id: Between(line, "campaign--"), Sets: Sets(line)))
            .ToList();

        truth.ShouldNotBeEmpty();
        var actual = await ReadAsync(Actors, caller);
        foreach (var (id, sets) in truth)
        {
            actual.ShouldContainKeyAndValue(id, string.Join('|', sets));
        }
    }

    [SharedDataTheory]
    [InlineData("adept-libra")]
    [InlineData("agent-tesla")]
    [InlineData("clop-ransomware")]
    public async Task Old_bundles_with_real_dirt_give_what_can_be_taken_and_a_reason_for_the_rest(string name)
    {
        var items = await database.System.ImportBytesAsync(
            Of($"raw-{name}"), SharedData.ReadAllBytes($"unit42-raw-2.0/{name}.json.gz"));

        items.ShouldAllBe(item => item.Outcome == StixImportOutcome.Taken || item.Code != null);
        items.ShouldContain(item => item.Outcome == StixImportOutcome.Taken);
        items.SelectMany(item => item.Findings).ShouldNotBeEmpty();
    }

    private static Principal Of(string tenant) => Client.Anna with { Tenant = new TenantId(tenant) };

    private static IEnumerable<byte[]> Bundles(string folder, string files) => Directory
        .EnumerateFiles(SharedData.PathTo(folder), files)
        .Order(StringComparer.Ordinal)
        .Select(file => SharedData.ReadAllBytes(Path.Combine(folder, Path.GetFileName(file))));

    private async Task ShouldChangeNothingAsync(Principal caller, IEnumerable<byte[]> bundles)
    {
        var before = await ReadAsync(Events, caller);
        foreach (var bundle in bundles)
        {
            (await database.System.ImportBytesAsync(caller, bundle, Tlp.Green))
                .ShouldAllBe(item => item.Outcome == StixImportOutcome.Known
                    || item.Outcome == StixImportOutcome.Refused);
        }

        (await ReadAsync(Events, caller)).ShouldBe(before);
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

    private async Task<SortedDictionary<string, string>> ReadAsync(string sql, Principal caller)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue(caller.Tenant.Value);
        await using var row = await command.ExecuteReaderAsync();
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        while (await row.ReadAsync())
        {
            found[row.GetString(0)] = Convert.ToString(row.GetValue(1), CultureInfo.InvariantCulture)!;
        }

        return found;
    }
}
