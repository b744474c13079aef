using Attribution.App.Campaigns;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.History;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Hypotheses.HypothesisHistory;
using Attribution.App.KillChain.Releases;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.StixExport;

/// <summary>Reads what is to be told of campaigns; the number of statements does not depend on their number, unless it
/// is of an earlier day.</summary>
internal sealed class MaterialReader(
    ExportStore store, CampaignSightings sightings, PastEvents past, AttackCatalogue catalogue)
{
    private static readonly string[] Events =
    [
        .. CampaignSightings.LinkEvents, "created", "activated", "went_dormant", "reactivated", "concluded",
    ];

    internal async Task<ExportMaterial> ReadAsync(
        IReadOnlyList<CampaignView> campaigns, ExportReading reading, CancellationToken cancellation)
    {
        Guid[] ids = [.. campaigns.Select(campaign => campaign.Id)];
        var views = await store.FindHypothesesAsync(reading, ids, cancellation);
        var events = await sightings.EventsAsync(reading.Caller, ids, Events, cancellation);
        var told = events.Where(reading.Includes).ToList();
        return new ExportMaterial(
            await ListObjectsAsync(reading, campaigns, views, cancellation),
            await store.FindTechniquesAsync(
                reading, campaigns.SelectMany(campaign => campaign.Techniques), cancellation))
        {
            Hypotheses = views,
            Confidences = await ListConfidencesAsync(reading, views, cancellation),
            Lifecycles = told.ToLookup(record => record.Stream.Value, StepOf)
                .SelectMany(steps => steps.OfType<LifecycleStep>(), (steps, step) => (steps.Key, step))
                .ToLookup(pair => pair.Key, pair => pair.step),
            Links = told.GroupBy(record => record.Stream.Value).ToDictionary(same => same.Key, LinkSightings.Of),
            Labels = await store.FindLabelsAsync(
                reading, campaigns.SelectMany(campaign => campaign.Indicators), cancellation),
            Releases = await catalogue.GetAsync(cancellation),
        };
    }

    private async Task<List<StoredObject>> ListObjectsAsync(
        ExportReading reading,
        IReadOnlyList<CampaignView> campaigns,
        ILookup<Guid, HypothesisView> views,
        CancellationToken cancellation)
    {
        string[] ids = [.. campaigns.Select(campaign => StixId.Create("campaign", campaign.Id).ToString())];
        var relationships = await store.ListRelationshipsAsync(reading, ids, cancellation);
        var ends = relationships.SelectMany(relationship => ExportMaterial.EndsOf(relationship.Content))
            .Select(end => end.ToString());
        string[] seen = [.. ids, .. campaigns.SelectMany(campaign => campaign.Indicators)];
        return
        [
            .. relationships,
            .. await store.ListSightingsAsync(reading, seen, cancellation),
            .. await store.FindObjectsAsync(
                reading,
                seen.Concat(ends).Concat(views.SelectMany(group => group).Select(hypothesis => hypothesis.Actor)),
                cancellation),
        ];
    }

    private async Task<ILookup<Guid, ConfidencePoint>> ListConfidencesAsync(
        ExportReading reading, ILookup<Guid, HypothesisView> views, CancellationToken cancellation)
    {
        var events = await past.ReadAsync(
            reading.Caller,
            HypothesisPast.Kind,
            [.. views.SelectMany(group => group).Select(hypothesis => hypothesis.Id)],
            cancellation);
        return events
            .SelectMany(
                stream => ConfidencePoint.Of(stream.Where(reading.Includes)),
                (stream, point) => (stream.Key, point))
            .ToLookup(pair => pair.Key, pair => pair.point);
    }

    private static LifecycleStep? StepOf(RecordedEvent record) => CampaignEventNames.Registry.Read(record) switch
    {
        CampaignEvent.Created or CampaignEvent.Promoted =>
            new LifecycleStep(record.RecordedAt, CampaignStatus.Suspected, null),
        CampaignEvent.Activated e => new LifecycleStep(record.RecordedAt, CampaignStatus.Active, e.Reason),
        CampaignEvent.WentDormant e => new LifecycleStep(record.RecordedAt, CampaignStatus.Dormant, e.Reason),
        CampaignEvent.Reactivated e => new LifecycleStep(record.RecordedAt, CampaignStatus.Active, e.Reason),
        CampaignEvent.Concluded e => new LifecycleStep(record.RecordedAt, CampaignStatus.Concluded, e.Reason),
        _ => null,
    };
}

/// <summary>For whom what is read.</summary>
/// <param name="Caller">What they may not see is not read.</param>
/// <param name="Request">What is to be exported.</param>
internal sealed record ExportReading(Principal Caller, StixExportRequest Request)
{
    /// <summary>Whether it had happened by the day that is exported.</summary>
    internal bool Includes(RecordedEvent happened) => !(happened.RecordedAt > Request.AsOf);
}
