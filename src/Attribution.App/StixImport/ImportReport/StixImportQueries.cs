using System.Text.Json;
using Attribution.App.Access;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Stix;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Attribution.App.StixImport.ImportReport;

/// <summary>Reads imports and their loss reports.</summary>
internal sealed class StixImportQueries(CallerReads reads)
{
    /// <summary>An import; null when there is none the caller may read.</summary>
    internal Task<StixImportView?> FindAsync(Principal caller, Guid id, CancellationToken cancellation) =>
        reads.FindAsync(caller, "find_stix_import", id, Read, cancellation);

    /// <summary>The next lines of a report.</summary>
    internal async Task<StixImportItemPage> ListItemsAsync(
        Principal caller, StixImportItemFilter filter, long after, int first, CancellationToken cancellation)
    {
        var items = await reads.ListAsync(
            caller,
            "list_stix_import_items",
            parameters =>
            {
                parameters.Add(new NpgsqlParameter<Guid> { TypedValue = filter.Import });
                parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
                AddOutcomes(parameters, filter);
                parameters.Add(new NpgsqlParameter<int> { TypedValue = first + 1 });
            },
            ReadItem,
            cancellation);
        return new StixImportItemPage(
            filter, items.Count > first ? items[..first] : items, HasPreviousPage: after >= 0, items.Count > first);
    }

    /// <summary>How many lines of a report a filter selects.</summary>
    internal async Task<int> CountItemsAsync(
        Principal caller, StixImportItemFilter filter, CancellationToken cancellation)
    {
        var counted = await reads.ListAsync(
            caller,
            "count_stix_import_items",
            parameters =>
            {
                parameters.AddOptional(filter.Import, NpgsqlDbType.Uuid);
                AddOutcomes(parameters, filter);
            },
            row => (int)row.GetInt64(0),
            cancellation);
        return counted.Single();
    }

    private static void AddOutcomes(NpgsqlParameterCollection parameters, StixImportItemFilter filter) =>
        parameters.AddOptional(
            filter.Outcomes?.Select(Spelling.Of).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Varchar);

    private static StixImportView Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.TextOrNull(2),
        row.GetString(3),
        row.Time(4),
        row.TimeOrNull(5),
        new StixImportCounts(row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10)));

    private static StixImportItem ReadItem(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.IsDBNull(1) ? null : row.GetInt64(1),
        row.TextOrNull(2),
        row.TextOrNull(3),
        Spelling.Read<StixImportOutcome>(row.GetString(4)),
        row.TextOrNull(5),
        row.TextOrNull(6),
        row.TextOrNull(7),
        [.. JsonDocument.Parse(row.GetString(8)).RootElement.EnumerateArray().Select(ReadFinding)]);

    private static StixFinding ReadFinding(JsonElement finding) => new(
        Spelling.Read<FindingSeverity>(finding.GetProperty("severity").GetString()!),
        finding.GetProperty("code").GetString()!,
        finding.GetProperty("path").GetString()!,
        finding.GetProperty("message").GetString()!);
}

/// <summary>An import as people read it.</summary>
internal sealed record StixImportView(
    Guid Id,
    string Source,
    string? BundleId,
    string StartedBy,
    Instant StartedAt,
    Instant? CompletedAt,
    StixImportCounts Counts);

/// <summary>Which lines of which report.</summary>
internal sealed record StixImportItemFilter(Guid Import, IReadOnlyList<StixImportOutcome>? Outcomes);

/// <summary>A part of a report.</summary>
internal sealed record StixImportItemPage(
    StixImportItemFilter Filter, IReadOnlyList<StixImportItem> Items, bool HasPreviousPage, bool HasNextPage);
