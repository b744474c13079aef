using Attribution.EventStore.Rows;
using Attribution.EventStore.Schema;
using Attribution.Testing;
using NodaTime;
using Npgsql;

namespace Attribution.EventStore.Tests;

/// <summary>A migrated database, with two small tables of nobody's in particular for the rows that travel in
/// commits.</summary>
public sealed class EventStoreDatabase() : MigratedDatabase("event-store", MigrateAsync)
{
    public static readonly RowTable Marks = new("test_marks", "id");
    public static readonly RowTable Views = new("test_views", "tenant_id", "id");

    public EventLog Open(EventLogOptions? options = null) => EventLog.Open(ConnectionString, options);

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await Migrator.MigrateAsync(connectionString, Migration.OfEventStore);
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            """
            create table attribution.test_marks (id uuid primary key, note text, at timestamptz);
            create table attribution.test_views (
                tenant_id text, id uuid, data jsonb not null, mt_version bigint, tags text[],
                primary key (tenant_id, id));
            """);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Commits and events as the tests of this project need them.</summary>
internal static class Sample
{
    internal static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    internal static readonly EventMetadata ByAnna = new(Noon, "anna", "seen twice", "correlation-1", "message-7");

    internal static StreamId Stream(string tenant = "acme") => new(tenant, Guid.NewGuid());

    internal static EventData Event(string type = "noted", string json = """{"text":"hello"}""") =>
        new(Guid.NewGuid(), type, System.Text.Encoding.UTF8.GetBytes(json));

    internal static StreamAppend Append(StreamId stream, ExpectedVersion expected, int events = 1) =>
        new(stream, "note", expected, [.. Enumerable.Range(0, events).Select(_ => Event())], ByAnna);

    internal static Commit Commit(params StreamAppend[] appends) => new(Guid.NewGuid(), [.. appends]);

    internal static RowSet Mark(Guid id, string note = "") => new(
        EventStoreDatabase.Marks, RowChange.Insert, Column.Uuid("id", id), Column.Text("note", note),
            Column.Timestamp("at", Noon));

    internal static RowSet View(StreamId stream, string json, params string[] tags) => new(
        EventStoreDatabase.Views,
        RowChange.Upsert,
        Column.Text("tenant_id", stream.TenantId),
        Column.Uuid("id", stream.Value),
        Column.Json("data", System.Text.Encoding.UTF8.GetBytes(json)),
        Column.BigInt("mt_version", 1),
        Column.TextArray("tags", tags));
}
