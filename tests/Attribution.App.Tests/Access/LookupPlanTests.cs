using Attribution.App.Access;
using Attribution.Testing;

namespace Attribution.App.Tests.Access;

/// <summary>Look-ups are planned once a connection, on a new database for empty tables.</summary>
public sealed class LookupPlanTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    [Fact]
    public async Task Matching_planned_for_empty_tables_reaches_campaigns_one_by_one()
    {
        await using var lookups = DatabaseRoles.OpenLookups(database.ConnectionString);
        await using var connection = await lookups.OpenConnectionAsync();
        var plan = await GenericPlan.OfAsync(connection, SqlText.Get("find_cluster_standings"));

        foreach (var (table, key) in Keys)
        {
            var scan = plan.FindIndex(line => line.EndsWith(table, StringComparison.Ordinal));
            plan[scan + 1].ShouldContain(key, customMessage: string.Join('\n', plan));
        }
    }

    private static IEnumerable<(string Table, string Key)> Keys =>
    [
        ("on campaign_clusters h_1", "(cluster_key = u_1.cluster_key)"),
        ("on campaign_indicators i", "(indicator = m_1.indicator)"),
        ("on mt_doc_campaignview_idx_names", "(names @> ARRAY["),
        ("using pkey_mt_doc_campaignview_tenant_id_id on mt_doc_campaignview c", "(id = k.id)"),
        ("on mt_doc_mergeproposalview p", "(campaign_id = f.id)"),
    ];
}
