using Attribution.EventStore.Schema;
using Attribution.Testing;

namespace Attribution.EventStore.Tests.Schema;

/// <summary>The tables are Marten's (docs/decisions/0002): what stands here was read off a database that Marten 9
/// made.</summary>
public sealed class LayoutTests(LayoutTests.MigratedOnly database) : IClassFixture<LayoutTests.MigratedOnly>
{
    public sealed class MigratedOnly() : MigratedDatabase(
        "event-store-alone", connection => Migrator.MigrateAsync(connection, Migration.OfEventStore));

    [Fact]
    public async Task Streams_are_laid_out_as_Marten_lays_them_out() => await ShouldBeAsync(
        "mt_streams",
        columns:
        [
            "tenant_id character varying not null default '*DEFAULT*'::character varying",
            "id uuid not null",
            "type character varying",
            "version bigint",
            "timestamp timestamp with time zone not null default now()",
            "created timestamp with time zone not null default now()",
            "is_archived boolean default false",
        ],
        constraints: ["pkey_mt_streams_tenant_id_id PRIMARY KEY (tenant_id, id)"],
        indexes: [
            "CREATE UNIQUE INDEX pkey_mt_streams_tenant_id_id "
            + "ON attribution.mt_streams USING btree (tenant_id, id)"]);

    [Fact]
    public async Task Events_are_laid_out_as_Marten_lays_them_out() => await ShouldBeAsync(
        "mt_events",
        columns:
        [
            "seq_id bigint not null",
            "id uuid not null",
            "stream_id uuid",
            "version bigint not null",
            "data jsonb not null",
            "bdata bytea",
            "type character varying(500) not null",
            "timestamp timestamp with time zone not null default now()",
            "tenant_id character varying default '*DEFAULT*'::character varying",
            "mt_dotnet_type character varying",
            "correlation_id character varying",
            "causation_id character varying",
            "headers jsonb",
            "is_archived boolean default false",
        ],
        constraints:
        [
            "fkey_mt_events_stream_id_tenant_id FOREIGN KEY (tenant_id, stream_id) "
                + "REFERENCES attribution.mt_streams(tenant_id, id)",
            "pkey_mt_events_seq_id PRIMARY KEY (seq_id)",
        ],
        indexes:
        [
            "CREATE UNIQUE INDEX pk_mt_events_stream_and_version "
                + "ON attribution.mt_events USING btree (tenant_id, stream_id, version)",
            "CREATE UNIQUE INDEX pkey_mt_events_seq_id ON attribution.mt_events USING btree (seq_id)",
        ]);

    [Fact]
    public async Task Progress_is_laid_out_as_Marten_lays_it_out() => await ShouldBeAsync(
        "mt_event_progression",
        columns:
        [
            "name character varying not null",
            "last_seq_id bigint",
            "last_updated timestamp with time zone default transaction_timestamp()",
        ],
        constraints: ["pk_mt_event_progression PRIMARY KEY (name)"],
        indexes: [
            "CREATE UNIQUE INDEX pk_mt_event_progression "
            + "ON attribution.mt_event_progression USING btree (name)"]);

    [Fact]
    public async Task Skipped_positions_are_laid_out_as_Marten_lays_them_out() => await ShouldBeAsync(
        "mt_high_water_skips",
        columns:
        [
            "ending_sequence bigint not null",
            "starting_sequence bigint not null",
            "timestamp timestamp with time zone default transaction_timestamp()",
        ],
        constraints: ["pkey_mt_high_water_skips_ending_sequence PRIMARY KEY (ending_sequence)"],
        indexes:
        [
            "CREATE UNIQUE INDEX pkey_mt_high_water_skips_ending_sequence "
                + "ON attribution.mt_high_water_skips USING btree (ending_sequence)",
        ]);

    [Fact]
    public async Task Parked_events_are_a_document_as_Marten_lays_documents_out() => await ShouldBeAsync(
        "mt_doc_deadletterevent",
        columns:
        [
            "tenant_id character varying not null default '*DEFAULT*'::character varying",
            "id uuid not null",
            "data jsonb not null",
            "mt_last_modified timestamp with time zone default transaction_timestamp()",
            "mt_dotnet_type character varying",
            "mt_version bigint not null default 0",
        ],
        constraints: ["pkey_mt_doc_deadletterevent_tenant_id_id PRIMARY KEY (tenant_id, id)"],
        indexes:
        [
            "CREATE UNIQUE INDEX pkey_mt_doc_deadletterevent_tenant_id_id "
                + "ON attribution.mt_doc_deadletterevent USING btree (tenant_id, id)",
        ]);

    [Fact]
    public async Task The_sequence_belongs_to_the_events_positions() =>
        (await Catalogue.LinesAsync(
            database.ConnectionString, "select pg_get_serial_sequence('attribution.mt_events', 'seq_id')"))
        .ShouldBe(["attribution.mt_events_sequence"]);

    [Fact]
    public async Task The_whole_schema_is_the_approved_one() =>
        Approval.Verify(await Catalogue.DescribeAsync(database.ConnectionString), "schema.txt");

    private async Task ShouldBeAsync(string table, string[] columns, string[] constraints, string[] indexes)
    {
        (await Catalogue.ColumnsAsync(database.ConnectionString, table)).ShouldBe(columns);
        (await Catalogue.ConstraintsAsync(database.ConnectionString, table)).ShouldBe(constraints);
        (await Catalogue.IndexesAsync(database.ConnectionString, table)).ShouldBe(indexes);
    }
}
