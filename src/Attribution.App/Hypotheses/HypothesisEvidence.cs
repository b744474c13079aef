using System.Collections.Immutable;
using System.Text.Json;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Storage;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using Npgsql;

namespace Attribution.App.Hypotheses;

/// <summary>
/// The evidence of hypotheses, beside their pages and some items a row: a commit writes the rows that it changes, where
/// a page with a thousand items would be written whole for each one more.
/// </summary>
internal static class HypothesisEvidence
{
    /// <summary>Who reads a hypothesis is asked about each row, and each row is written whole. The rows are numbered by
    /// it: with another number they have to be made anew.</summary>
    private const int ItemsInPart = 16;

    private static readonly RowTable Table = new("hypothesis_evidence", "tenant_id", "hypothesis_id", "part");

    /// <summary>The same rows, for a rebuild.</summary>
    internal static RowProjection Projection { get; } = new RowProjection("HypothesisEvidence", Table)
        .On(HypothesisAggregate.Pages, (before, happened, record) => Rows(record.Stream, before, [happened]));

    /// <summary>The rows that events change; none when they open a hypothesis, which has no evidence yet.</summary>
    internal static IEnumerable<RowSet> Rows(
        StreamId stream, HypothesisView? before, ImmutableArray<HypothesisEvent> events)
    {
        if (before is null)
        {
            yield break;
        }

        var items = events.Aggregate(before.Evidence, EvidenceView.After);
        int[] parts =
        [
            .. items.Index()
                .Where(one => one.Index >= before.Evidence.Length || one.Item != before.Evidence[one.Index])
                .Select(one => one.Index / ItemsInPart).Distinct(),
        ];
        if (parts.Length > 0)
        {
            yield return new RowSet(
                Table,
                RowChange.Upsert,
                Column.Text("tenant_id", [.. parts.Select(_ => stream.TenantId)]),
                Column.Uuid("hypothesis_id", [.. parts.Select(_ => (Guid?)stream.Value)]),
                Column.Integer("part", [.. parts.Select(part => (int?)part)]),
                Column.Uuid("campaign_id", [.. parts.Select(_ => (Guid?)before.Campaign)]),
                Column.JsonText("items", [.. parts.Select(part => Write(items, part * ItemsInPart))]));
        }
    }

    /// <summary>Reads a page and, in the column behind it, the rows of its evidence.</summary>
    internal static HypothesisView ReadPage(NpgsqlDataReader row, int column) =>
        row.Json(column, StoredJson.Contract.HypothesisView) with
        {
            Evidence = [.. row.GetFieldValue<string[]>(column + 1).SelectMany(items => Read(items))],
        };

    private static string Write(ImmutableArray<EvidenceView> items, int from) => JsonSerializer.Serialize(
        items[from..Math.Min(from + ItemsInPart, items.Length)], StoredJson.Contract.ImmutableArrayEvidenceView);

    private static ImmutableArray<EvidenceView> Read(string items) =>
        JsonSerializer.Deserialize(items, StoredJson.Contract.ImmutableArrayEvidenceView);
}
