using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.CampaignHistory;
using Attribution.App.Campaigns.CampaignList;
using Attribution.App.Campaigns.Dormancy;
using Attribution.App.Graph;
using Attribution.App.Hypotheses;
using Attribution.App.Lists;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Views;
using NodaTime;

namespace Attribution.App.Campaigns;

/// <summary>How campaigns are stored: stream type, page, and the key that lets a cluster open only one
/// campaign.</summary>
internal static class CampaignAggregate
{
    /// <summary>Which campaign holds which cluster, unique within a tenant.</summary>
    internal static readonly RowTable Clusters = new("campaign_clusters", "tenant_id", "cluster_key");

    internal static ViewTable<CampaignView> Table { get; } =
        new ViewTable<CampaignView>("campaignview", StoredJson.Contract.CampaignView)
            .Text("name", view => view.Profile.Name)
            .Text("status", view => Spelling.Of(view.Status))
            .Timestamp("created_at", view => view.CreatedAt)
            .Timestamp("updated_at", view => view.UpdatedAt)
            .Uuid("parent_campaign", view => view.ParentCampaign)
            .Integer("confidence", view => view.InitialConfidence?.Value)
            .TextArray("tags", view => [.. view.Tags])
            .TextArray("techniques", view => RecordFilters.WithParents(view.Techniques))
            .Label(view => view.Handling)
            .TextArray("investigations", view => [.. view.Investigations.Select(id => id.ToString("D"))])
            .TextArray("names", view => [.. Names(view).Select(name => name.ToLowerInvariant())])
            .Text("name_folded", view => SearchText.Fold(view.Profile.Name))
            .TextArray("words", CampaignSearch.Words)
            .Integer("threat_level", view => (int?)view.Profile.ThreatLevel)
            .Timestamp("first_seen", view => view.Profile.FirstSeen)
            .Timestamp("last_seen", view => view.Profile.LastSeen)
            .Timestamp("start_date", view => view.Profile.StartDate)
            .Timestamp("end_date", view => view.Profile.EndDate);

    internal static ViewProjection<CampaignView, CampaignEvent> Pages { get; } =
        new("CampaignView", Table, CampaignEventNames.Registry, CampaignView.Evolve);

    /// <summary>Which campaign holds which cluster, for a rebuild.</summary>
    internal static RowProjection ClusterHolders { get; } = new RowProjection("CampaignClusters", Clusters)
        .On(CampaignEventNames.Registry, (happened, record) =>
            HeldCluster(happened) is { } held ? [ClusterRow(record.Stream, held, RowChange.Upsert)]
            : ReleasedCluster(happened) is { } released ? [ClusterRow(record.Stream, released, RowChange.Delete)]
            : []);

    internal static Aggregate<Campaign, CampaignView, CampaignEvent> Definition { get; } = new(
        new StreamType<Campaign, CampaignEvent>(
            "campaign", CampaignEventNames.Registry, Campaign.Initial, (state, happened, _) => state.Evolve(happened))
                .With(Pages),
        Pages,
        (caller, view) => Visibility.Allows(caller, new AccessRecord(view.Tenant, view.Handling)),
        CampaignRejection.NotFound,
        Accompany)
    {
        Correct = CampaignPast.Redact,
    };

    /// <summary>For a commit that is to be stored only while the campaign is as it was read.</summary>
    internal static StreamExpectation AsRead(CampaignView campaign) =>
        new(StreamOf(campaign), ExpectedVersion.Exactly(campaign.Version));

    internal static StreamId StreamOf(CampaignView campaign) => new(campaign.Tenant.Value, campaign.Id);

    /// <summary>A cluster id can be thousands of characters long, so its key is a UUID made of it.</summary>
    internal static Guid ClusterKey(string clusterId) => Domain.NameBasedId.Create(ClusterKeySpace, clusterId);

    private static IEnumerable<string> Names(CampaignView view) => view.Profile.Aliases.Prepend(view.Profile.Name);

    private static readonly Guid ClusterKeySpace = new("e7b0a4d2-90ab-5d0b-8f3c-6c7e15f6d1a4");

    private static Accompaniment Accompany(
        FetchedStream<WithView<Campaign, CampaignView>> campaign,
        ImmutableArray<CampaignEvent> events,
        EventMetadata metadata)
    {
        var known = campaign.State.View?.Clusters ?? [];
        var held = events.Select(HeldCluster).OfType<string>().Except(known, StringComparer.Ordinal).ToArray();
        var released = events.Select(ReleasedCluster).OfType<string>().ToArray();
        var suggested = events.OfType<CampaignEvent.Promoted>()
            .Select(SuggestedHypothesis.From).OfType<ProposeHypothesis>()
            .Select(proposal => HypothesisAggregate.Open(proposal, metadata)).ToArray();
        return new Accompaniment(
            [.. suggested.Select(opened => opened.Append)],
            [
                .. held.Select(cluster => ClusterRow(campaign.Id, cluster, RowChange.Insert)),
                .. released.Select(cluster => ClusterRow(campaign.Id, cluster, RowChange.Delete)),
                .. events.SelectMany((happened, at) => Facts(
                    campaign, happened, campaign.Version + at + 1, metadata.RecordedAt)),
                .. suggested.SelectMany(opened => opened.Rows),
            ]);
    }

    private static IEnumerable<RowSet> Facts(
        FetchedStream<WithView<Campaign, CampaignView>> campaign, CampaignEvent happened, long version, Instant at)
    {
        IEnumerable<RowSet> stated =
        [
            .. CampaignIndicators.Rows(campaign.Id, happened, version, at),
            .. CampaignEdges.Rows(campaign.Id, campaign.State.View?.ParentCampaign, happened, version, at),
        ];
        return
        [
            .. version == 1 ? stated.Select(rows => rows.OfStarted()) : stated,
            .. SilenceReminder.Rows(campaign.Id, version, happened, at),
        ];
    }

    private static string? HeldCluster(CampaignEvent happened) => happened switch
    {
        CampaignEvent.Promoted promoted => promoted.ClusterId,
        CampaignEvent.ClusterMerged merged => merged.ClusterId,
        CampaignEvent.ClusterLinked linked => linked.ClusterId,
        _ => null,
    };

    private static string? ReleasedCluster(CampaignEvent happened) =>
        (happened as CampaignEvent.ClusterUnlinked)?.ClusterId;

    private static RowSet ClusterRow(StreamId campaign, string cluster, RowChange change)
    {
        var key = (Tenant: Column.Text("tenant_id", campaign.TenantId),
            Cluster: Column.Uuid("cluster_key", ClusterKey(cluster)));
        return change == RowChange.Delete
            ? new RowSet(Clusters, change, key.Tenant, key.Cluster)
            : new RowSet(Clusters, change, key.Tenant, key.Cluster, Column.Uuid("campaign_id", campaign.Value));
    }
}
