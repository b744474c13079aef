using System.Collections.Immutable;
using Attribution.Domain;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;

namespace Attribution.App.Campaigns;

/// <summary>
/// Which campaign has which indicator: rows that are stored by the commit that stores the events, and made of the
/// events alone, so that a rebuild makes the same ones.
/// </summary>
internal static class CampaignIndicators
{
    internal static readonly RowTable Table = new("campaign_indicators", "tenant_id", "indicator", "campaign_id");

    // Held by whichever campaign.
    private static readonly RowTable Holdings = new("campaign_indicators", "tenant_id", "indicator");

    /// <summary>The same rows, for a rebuild.</summary>
    internal static RowProjection Projection { get; } = new RowProjection("CampaignIndicators", Table)
        .On(CampaignEventNames.Registry, (happened, record) => Rows(record.Stream, happened));

    /// <summary>What an event of a campaign adds and takes away.</summary>
    internal static IEnumerable<RowSet> Rows(StreamId campaign, CampaignEvent happened) => happened switch
    {
        CampaignEvent.Promoted promoted => [Rows(campaign, RowChange.Upsert, promoted.Indicators)],
        CampaignEvent.ClusterMerged merged => [Rows(campaign, RowChange.Upsert, merged.Indicators)],
        CampaignEvent.IndicatorsLinked linked => [Rows(campaign, RowChange.Upsert, linked.Indicators)],
        CampaignEvent.IndicatorsUnlinked unlinked => [Rows(campaign, RowChange.Delete, unlinked.Indicators)],
        _ => [],
    };

    /// <summary>For a commit that is to be stored only while no campaign of the tenant holds any of them.</summary>
    internal static RowSet ExpectUnheld(TenantId tenant, ImmutableArray<Guid> indicators) => new(
        Holdings,
        RowChange.ExpectNone,
        Column.Text("tenant_id", [.. indicators.Select(_ => tenant.Value)]),
        Column.Uuid("indicator", [.. indicators.Select(key => (Guid?)key)]));

    /// <summary>The UUID of an indicator's STIX id; null when the text names something else.</summary>
    internal static Guid? Key(string? indicator) =>
        StixId.TryParse(StixId.Normalise(indicator, "indicator"), out _, out var id) ? id : null;

    private static RowSet Rows(StreamId campaign, RowChange change, ImmutableArray<string> indicators)
    {
        var keys = indicators.Select(Key).ToArray();
        return new RowSet(
            Table,
            change,
            Column.Text("tenant_id", [.. keys.Select(_ => campaign.TenantId)]),
            Column.Uuid("indicator", keys),
            Column.Uuid("campaign_id", [.. keys.Select(_ => (Guid?)campaign.Value)]));
    }
}
