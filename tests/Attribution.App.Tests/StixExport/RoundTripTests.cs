using Attribution.App.StixExport;
using Attribution.App.StixImport;
using Attribution.App.Tests.StixImport;
using Attribution.Domain.Access;
using Attribution.Testing;
using Npgsql;

namespace Attribution.App.Tests.StixExport;

public sealed class RoundTripTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    private const string Campaigns =
        """
        select string_agg(concat_ws(' ', v.id, v.data ->> 'profile', v.data ->> 'targets', v.data ->> 'references',
            (select array_agg(t order by t) from unnest(v.techniques) t),
            (select jsonb_agg(i order by i) from jsonb_array_elements_text(v.data -> 'indicators') i),
            (select string_agg(
                    concat_ws(' ', h.actor, h.data ->> 'actorName', h.confidence, h.status), ',' order by h.actor)
                from attribution.mt_doc_hypothesisview h where h.tenant_id = v.tenant_id and h.campaign_id = v.id)),
            e'\n' order by v.id)
        from attribution.mt_doc_campaignview v where v.tenant_id = $1
        """;

    [SharedDataTheory]
    [InlineData("oasis", "*.json")]
    [InlineData("unit42", "*.gz")]
    [InlineData("attack", "*18.1.json.gz")]
    public async Task An_export_of_what_was_imported_makes_the_same_campaigns_in_an_empty_tenant(
        string folder, string files)
    {
        var (first, second) = (Of($"{folder}-1"), Of($"{folder}-2"));
        foreach (var file in Directory.EnumerateFiles(SharedData.PathTo(folder), files).Order(StringComparer.Ordinal))
        {
            await database.System.ImportBytesAsync(
                first, SharedData.ReadAllBytes(Path.Combine(folder, Path.GetFileName(file))), Tlp.Green);
        }

        var exported = await StixExportTests.BytesAsync(database.System, first, new StixExportRequest());
        (await database.System.ImportBytesAsync(second, exported, Tlp.Green))
            .ShouldNotContain(item => item.Outcome == StixImportOutcome.Refused);

        (await ReadAsync(second)).ShouldBe(await ReadAsync(first));
        (await database.System.ImportBytesAsync(second, exported, Tlp.Green))
            .ShouldAllBe(item => item.Outcome == StixImportOutcome.Known);
    }

    private static Principal Of(string tenant) => Client.Anna with { Tenant = new TenantId(tenant) };

    private async Task<string[]> ReadAsync(Principal caller)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(Campaigns);
        command.Parameters.AddWithValue(caller.Tenant.Value);
        return ((string)(await command.ExecuteScalarAsync())!).Split('\n');
    }
}
