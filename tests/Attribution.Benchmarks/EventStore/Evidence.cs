using System.Text.Json.Serialization;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;
using Npgsql;

namespace Attribution.Benchmarks.EventStore;

/// <summary>The event that the payloads hold, as a program reads it.</summary>
internal sealed record EvidenceAdded(Guid Evidence, string Kind, int Weight, string Description, string[] Artifacts);

/// <summary>A document folded from a stream of them.</summary>
internal sealed record EvidenceView(Guid Campaign, int Items, long Weight, string LastKind, string LastDescription);

/// <summary>How both are stored, and the projection from one to the other.</summary>
internal static partial class Evidence
{
    internal static readonly EventTypes<EvidenceAdded> Types =
        new EventTypes<EvidenceAdded>().Add("evidence_added", Json.Default.EvidenceAdded);

    /// <summary>A projection with tables of its own; the name is part of the table's.</summary>
    internal static ViewProjection<EvidenceView, EvidenceAdded> Projection(string name) => new(
        name,
        new ViewTable<EvidenceView>(name, Json.Default.EvidenceView).Integer("items", view => view.Items),
        Types,
        (view, happened, stored) => new EvidenceView(
            stored.Stream.Value,
            (view?.Items ?? 0) + 1,
            (view?.Weight ?? 0) + happened.Weight,
            happened.Kind,
            happened.Description),
        readsMetadata: false);

    internal static async Task CreateTableAsync(string connectionString, string name)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            $"""
            create table attribution.mt_doc_{name} (
                tenant_id varchar not null default '*DEFAULT*',
                id uuid not null,
                data jsonb not null,
                mt_last_modified timestamptz null default transaction_timestamp(),
                mt_dotnet_type varchar null,
                mt_version bigint not null default 0,
                items integer null,
                constraint pkey_mt_doc_{name}_tenant_id_id primary key (tenant_id, id)
            );
            create index mt_doc_{name}_idx_items on attribution.mt_doc_{name} (tenant_id, items)
            """);
        await command.ExecuteNonQueryAsync();
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(EvidenceAdded))]
    [JsonSerializable(typeof(EvidenceView))]
    private sealed partial class Json : JsonSerializerContext;
}
