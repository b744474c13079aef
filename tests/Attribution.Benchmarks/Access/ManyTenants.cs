using Attribution.App;
using Attribution.App.Access;
using Attribution.Benchmarks.Tracking;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.EventStore.Schema;
using Npgsql;

namespace Attribution.Benchmarks.Access;

/// <summary>
/// Pages of many tenants in one table. One tenant's campaigns are stored as always; the pages of the others are copies
/// of them, spread over the table as if they had come in turns. In tenants of even number the caller's organisation
/// owns everything; in the others it owns every second campaign, and the rest is not the caller's to see.
/// </summary>
internal static class ManyTenants
{
    internal const int Count = 200;

    private const int Seed = 20260305;

    // Indexes are made once, behind the copies: it takes a fifth of the time.
    private const string Multiply = """
        create temporary table made as
        select format('%s', i.indexdef) as again, i.indexname as name
        from pg_indexes i
        where i.schemaname = 'attribution' and i.tablename = 'mt_doc_campaignview' and i.indexname not like 'pkey%';
        do $$
        declare
            each record;
        begin
            for each in select m.name from made m loop
                execute format('drop index attribution.%I', each.name);
            end loop;
        end
        $$;
        insert into attribution.mt_doc_campaignview (tenant_id, id, data, mt_dotnet_type, mt_version, name, status,
            created_at, updated_at, parent_campaign, confidence, tags, techniques, tlp, owner, shared_with,
            releasable_to, recipients, investigations, names, name_folded, words, threat_level, first_seen, last_seen,
            start_date, end_date)
        select 'tenant-' || t.number, gen_random_uuid(), c.data, c.mt_dotnet_type, c.mt_version, c.name, c.status,
            c.created_at, c.updated_at, c.parent_campaign, c.confidence, c.tags, c.techniques, c.tlp,
            case when t.number % 2 = 0 or c.number % 2 = 0 then c.owner else 'red' end, c.shared_with,
            c.releasable_to, c.recipients, c.investigations, c.names, c.name_folded, c.words, c.threat_level,
            c.first_seen, c.last_seen, c.start_date, c.end_date
        from (select row_number() over (order by updated_at) as number, s.* from attribution.mt_doc_campaignview s) c
        cross join generate_series(1, 199) as t (number)
        order by c.number, t.number;
        do $$
        declare
            each record;
        begin
            for each in select m.again from made m loop
                execute each.again;
            end loop;
        end
        $$;
        """;

    /// <summary>Sees all of its tenant.</summary>
    internal static Principal SeesAll { get; } = CampaignLoad.Caller with { Tenant = new TenantId("tenant-100") };

    /// <summary>Sees every second campaign of its tenant.</summary>
    internal static Principal SeesHalf { get; } = CampaignLoad.Caller with { Tenant = new TenantId("tenant-101") };

    /// <summary>A new database with so many campaigns in all.</summary>
    /// <returns>Its connection string.</returns>
    internal static async Task<string> CreateAsync(BenchmarkServer server, int campaigns)
    {
        var database = await server.CreateDatabaseAsync("access");
        await Migrator.MigrateAsync(database, AttributionSystem.Migrations);
        await using (var log = EventLog.Open(DatabaseRoles.AsWriter(database)))
        {
            await log.BulkLoadAsync(new CampaignLoad(Seed, indicatorsEach: 2).StreamsAsync(campaigns / Count));
        }

        await using var owner = NpgsqlDataSource.Create(database);
        foreach (var sql in new[] { $"set maintenance_work_mem = '512MB'; {Multiply}", "vacuum analyze" })
        {
            await using var command = owner.CreateCommand(sql);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync();
        }

        return database;
    }
}
