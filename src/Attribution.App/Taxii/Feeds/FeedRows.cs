using System.Collections.Immutable;
using Attribution.App.StixImport;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.EventStore.Rows;
using Attribution.Stix.Taxii;
using NodaTime;
using Npgsql;

namespace Attribution.App.Taxii.Feeds;

/// <summary>How feeds lie in their tables.</summary>
internal static class FeedRows
{
    private static readonly RowTable Cursors = new("taxii_cursors", "tenant_id", "id");

    /// <summary>The first columns of a feed, or of something for it, that is taken.</summary>
    internal static TaxiiFeed Feed(NpgsqlDataReader row) => new(
        row.GetGuid(1),
        new TenantId(row.GetString(0)),
        new OrganisationId(row.GetString(2)),
        (Tlp)row.GetInt32(3),
        Source(row, 4),
        row.IsDBNull(7) ? null : Duration.FromSeconds(row.GetInt32(7)));

    /// <summary>Where a feed reads, and what: seven columns, with how often between them.</summary>
    internal static FeedSource Source(NpgsqlDataReader row, int first) => new(
        new Uri(row.GetString(first)),
        row.GetString(first + 1),
        row.TextOrNull(first + 2),
        new TaxiiFilter
        {
            Ids = Texts(row, first + 4),
            Types = Texts(row, first + 5),
            SpecVersions = Texts(row, first + 6),
        });

    internal static ImmutableArray<string> Texts(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? [] : [.. row.GetFieldValue<string[]>(column)];

    /// <summary>Where to go on, as the commit stores it that stores the page. A token with U+0000 does not survive;
    /// its server refuses what is left of it, and reading goes on by time.</summary>
    internal static RowSet Of(TenantId tenant, Guid id, TaxiiCursor cursor, string pageHash) => new(
        Cursors,
        RowChange.Upsert,
        Column.Text("tenant_id", tenant.Value),
        Column.Uuid("id", id),
        Column.Text("added_after", cursor.AddedAfter),
        Column.Text("next", Storable.Text(cursor.Next)),
        Column.Text("reached", cursor.Reached),
        Column.Text("since", cursor.Since),
        Column.Text("etag", Storable.Text(cursor.ETag)),
        Column.Text("page_hash", pageHash));
}
