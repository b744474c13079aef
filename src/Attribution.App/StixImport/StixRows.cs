using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.EventStore.Rows;
using Attribution.Stix;
using NodaTime;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.StixImport;

/// <summary>The rows of a batch, as the commit stores them.</summary>
internal static class StixRows
{
    private static readonly RowTable Objects = new("stix_objects", "tenant_id", "owner", "id", "version");
    private static readonly RowTable Waiting =
        new("stix_waiting", "tenant_id", "owner", "missing_id", "object_id");

    private static readonly RowTable Imports = new("stix_imports", "tenant_id", "id");
    private static readonly RowTable Items = new("stix_import_items", "tenant_id", "import_id", "number");

    /// <summary>The objects that are kept.</summary>
    internal static RowSet Of(IReadOnlyList<Arrival> kept, TenantId tenant, Guid import, Instant at) => new(
        Objects,
        RowChange.Insert,
        [
            .. Label(kept, arrival => arrival.Handling),
            Text(kept, "tenant_id", _ => tenant.Value),
            Text(kept, "id", arrival => arrival.Id),
            Column.Timestamp(
                "version", Each(kept, arrival => (Instant?)(arrival.Version.At ?? NodaConstants.UnixEpoch))),
            Text(kept, "version_text", arrival => arrival.Object.Version?.Text),
            Text(kept, "type", arrival => arrival.Object.Type),
            Text(kept, "created_by", arrival => arrival.Object.CreatedBy?.ToString()),
            Column.Boolean("revoked", Each(kept, arrival => (bool?)arrival.Version.IsRevoked)),
            Text(kept, "fingerprint", arrival => arrival.Version.Fingerprint),
            Text(kept, "raw", arrival => Encoding.UTF8.GetString(arrival.Object.Utf8)),
            Text(kept, "name", arrival => Storable.Text(arrival.Object.Text("name"))),
            Text(kept, "technique", arrival => RelationshipEnd.TechniqueOf(arrival.Object)),
            Text(kept, "relationship_type", arrival => Storable.Text(arrival.Object.Text("relationship_type"))),
            Text(kept, "source_ref", arrival => SourceOf(arrival.Object)?.ToString()),
            Text(kept, "target_ref", arrival => arrival.Object.Reference("target_ref")?.ToString()),
            Column.Integer("stated_tlp", Each(kept, arrival => (int?)arrival.StatedLabel)),
            Column.Uuid("import_id", Each(kept, _ => (Guid?)import)),
            Column.Timestamp("imported_at", Each(kept, _ => (Instant?)at)),
        ]);

    /// <summary>What relationships wait for, from now on or no longer.</summary>
    internal static RowSet OfWaiting(
        IReadOnlyList<(string Missing, string Object)> rows, Principal caller, RowChange change) => new(
        Waiting,
        change,
        Text(rows, "tenant_id", _ => caller.Tenant.Value),
        Text(rows, "owner", _ => caller.Organisation.Value),
        Text(rows, "missing_id", row => row.Missing),
        Text(rows, "object_id", row => row.Object));

    /// <summary>The record of the import as it stands.</summary>
    internal static RowSet Of(ImportRecord import)
    {
        ImportRecord[] one = [import];
        return new RowSet(
            Imports,
            RowChange.Upsert,
            [
                .. Label(one, row => row.Handling),
                Text(one, "tenant_id", row => row.Caller.Tenant.Value),
                Column.Uuid("id", import.Id),
                Text(one, "source", row => row.Source),
                Text(one, "bundle_id", row => Storable.Text(row.BundleId)),
                Text(one, "started_by", row => row.Caller.Subject),
                Column.Timestamp("started_at", import.StartedAt),
                Column.Timestamp("completed_at", import.CompletedAt),
                Column.BigInt("taken", import.Counts.Taken),
                Column.BigInt("opaque", import.Counts.Opaque),
                Column.BigInt("known", import.Counts.Known),
                Column.BigInt("waiting", import.Counts.Waiting),
                Column.BigInt("refused", import.Counts.Refused),
            ]);
    }

    /// <summary>Lines of the report.</summary>
    internal static RowSet Of(IReadOnlyList<StixImportItem> items, TenantId tenant, Guid import) => new(
        Items,
        RowChange.Insert,
        Text(items, "tenant_id", _ => tenant.Value),
        Column.Uuid("import_id", Each(items, _ => (Guid?)import)),
        Column.BigInt("number", Each(items, item => (long?)item.Number)),
        Column.BigInt("place", Each(items, item => item.Place)),
        Text(items, "object_id", item => Storable.Text(item.ObjectId)),
        Text(items, "version_text", item => item.Version),
        Text(items, "outcome", item => Spelling.Of(item.Outcome)),
        Text(items, "code", item => item.Code),
        Text(items, "message", item => Storable.Text(item.Message)),
        Text(items, "path", item => Storable.Text(item.Path)),
        Column.Json("findings", Each(items, item => (byte[]?)Write(item.Findings))));

    /// <summary>Where a relationship starts; what was seen, of a sighting.</summary>
    private static StixId? SourceOf(StixObject content) =>
        content.Reference(content.Type == "sighting" ? "sighting_of_ref" : "source_ref");

    private static byte[] Write(ImmutableArray<StixFinding> findings)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var finding in findings)
            {
                writer.WriteStartObject();
                writer.WriteString("severity", Spelling.Of(finding.Severity));
                writer.WriteString("code", finding.Code);
                writer.WriteString("path", Storable.Text(finding.Path));
                writer.WriteString("message", Storable.Text(finding.Message));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    internal static Column[] Label<T>(IReadOnlyList<T> rows, Func<T, Handling> handling) =>
    [
        Text(rows, "owner", row => handling(row).Owner.Value),
        Column.Integer("tlp", Each(rows, row => (int?)handling(row).Tlp)),
        Column.TextArray(
            "shared_with",
            Each(rows, row => (string[]?)[.. handling(row).SharedWith.Select(organisation => organisation.Value)])),
        Column.TextArray("releasable_to", Each(rows, row => (string[]?)[.. handling(row).ReleasableTo])),
        Column.TextArray("recipients", Each(rows, row => (string[]?)[.. handling(row).Recipients])),
    ];

    internal static Column Text<T>(IReadOnlyList<T> rows, string name, Func<T, string?> value) =>
        Column.Text(name, Each(rows, value));

    internal static TValue[] Each<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value) =>
        [.. rows.Select(value)];
}

/// <summary>An import as it is recorded.</summary>
internal sealed record ImportRecord(
    Guid Id,
    Principal Caller,
    string Source,
    Instant StartedAt,
    Handling Handling,
    StixImportCounts Counts,
    string? BundleId = null,
    Instant? CompletedAt = null);
