using System.Collections.Immutable;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using NodaTime;

namespace Attribution.App.Campaigns;

/// <summary>
/// Which campaign has which indicator, since which event and how sure: rows that are stored by the commit that stores
/// the events, and made of the events alone, so that a rebuild makes the same ones. Clusters are matched by them,
/// campaigns found, and the graph reads them as what indicates a campaign.
/// </summary>
internal static class CampaignIndicators
{
    internal static readonly RowTable Table = new("campaign_indicators", "tenant_id", "indicator", "campaign_id");

    // Held by whichever campaign.
    private static readonly RowTable Holdings = new("campaign_indicators", "tenant_id", "indicator");

    /// <summary>The same rows, for a rebuild.</summary>
    internal static RowProjection Projection { get; } = new RowProjection("CampaignIndicators", Table)
        .On(
            CampaignEventNames.Registry,
            (happened, record) => Rows(record.Stream, happened, record.Version, record.RecordedAt));

    /// <summary>What an event of a campaign adds and takes away. What a cluster opened a campaign with has the
    /// cluster's confidence; what comes later is graded by nobody.</summary>
    /// <param name="campaign">The campaign's stream.</param>
    /// <param name="happened">The event.</param>
    /// <param name="version">Its version.</param>
    /// <param name="at">When it is recorded.</param>
    internal static IEnumerable<RowSet> Rows(StreamId campaign, CampaignEvent happened, long version, Instant at)
    {
        return happened switch
        {
            CampaignEvent.Promoted promoted => [Stated(promoted.Indicators, promoted.InitialConfidence?.Value)],
            CampaignEvent.ClusterMerged merged => [Stated(merged.Indicators)],
            CampaignEvent.IndicatorsLinked linked => [Stated(linked.Indicators)],
            CampaignEvent.IndicatorsUnlinked unlinked =>
                [new RowSet(Table, RowChange.Delete, [.. KeyColumns(campaign, unlinked.Indicators)])],
            _ => [],
        };

        RowSet Stated(ImmutableArray<string> indicators, int? confidence = null) => new(
            Table,
            RowChange.Upsert,
            [
                .. KeyColumns(campaign, indicators),
                Column.BigInt("stated_version", [.. indicators.Select(_ => (long?)version)]),
                Column.Timestamp("stated_at", [.. indicators.Select(_ => (Instant?)at)]),
                Column.Integer("confidence", [.. indicators.Select(_ => confidence)]),
            ]);
    }

    /// <summary>For a commit that is to be stored only while no campaign of the tenant holds any of them.</summary>
    internal static RowSet ExpectUnheld(TenantId tenant, ImmutableArray<Guid> indicators) => new(
        Holdings,
        RowChange.ExpectNone,
        Column.Text("tenant_id", [.. indicators.Select(_ => tenant.Value)]),
        Column.Uuid("indicator", [.. indicators.Select(key => (Guid?)key)]));

    /// <summary>The UUID of an indicator's STIX id; null when the text names something else.</summary>
    internal static Guid? Key(string? indicator) =>
        StixId.TryParse(StixId.Normalise(indicator, "indicator"), out _, out var id) ? id : null;

    private static Column[] KeyColumns(StreamId campaign, ImmutableArray<string> indicators) =>
    [
        Column.Text("tenant_id", [.. indicators.Select(_ => campaign.TenantId)]),
        Column.Uuid("indicator", [.. indicators.Select(Key)]),
        Column.Uuid("campaign_id", [.. indicators.Select(_ => (Guid?)campaign.Value)]),
    ];
}
