using Attribution.EventStore;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Schema;
using NodaTime;
using Npgsql;

namespace Attribution.Benchmarks.EventStore;

/// <summary>A migrated database with one table of documents, as Marten lays them out.</summary>
internal static class CampaignTable
{
    internal const string Tenant = "acme";

    private static readonly RowTable Campaigns = new("mt_doc_campaign", "tenant_id", "id");

    internal static async Task CreateAsync(string connectionString)
    {
        await Migrator.MigrateAsync(connectionString, Migration.OfEventStore);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            """
            create table attribution.mt_doc_campaign (
                tenant_id varchar not null default '*DEFAULT*',
                id uuid not null,
                data jsonb not null,
                mt_last_modified timestamptz default transaction_timestamp(),
                mt_dotnet_type varchar null,
                mt_version bigint not null default 0,
                constraint pkey_mt_doc_campaign_tenant_id_id primary key (tenant_id, id)
            )
            """);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One document as a commit carries it.</summary>
    internal static RowSet Upsert(StreamId stream, byte[] document, long version, Instant at) => new(
        Campaigns,
        RowChange.Upsert,
        Column.Text("tenant_id", stream.TenantId),
        Column.Uuid("id", stream.Value),
        Column.Json("data", document),
        Column.Timestamp("mt_last_modified", at),
        Column.Text("mt_dotnet_type", "Campaign"),
        Column.BigInt("mt_version", version));

    /// <summary>Gathers statistics, so that both sides have the plans of a table that has been in use.</summary>
    internal static async Task AnalyzeAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("vacuum analyze", connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
