using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.History;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;

namespace Attribution.App.Campaigns.CampaignHistory;

/// <summary>What campaigns were, and how they are told.</summary>
internal static class CampaignPast
{
    internal static HistoryKind Kind { get; } = new("read_campaign_events", Tell)
    {
        CampaignOf = first => first.Stream.Value,
        StatementOfThatDay = "read_campaign_events_of_that_day",
    };

    /// <summary>What has been redacted since is out of sight in the past as well.</summary>
    internal static PastPages<CampaignView> Pages(PastEvents events) => new(
        events,
        Kind,
        (view, record) => CampaignView.Evolve(view, CampaignEventNames.Registry.Read(record), record),
        Redact);

    private static HistoryEntry Tell(RecordedEvent record)
    {
        var happened = CampaignEventNames.Registry.Read(record);
        return HistoryEntry.Of(record, CampaignStory.Tell(happened), happened.By.Id, happened.Reason);
    }

    internal static CampaignView Redact(CampaignView then, IEnumerable<RecordedEvent> later) => then with
    {
        Profile = later.Select(CampaignEventNames.Registry.Read).OfType<CampaignEvent.Redacted>()
            .Aggregate(then.Profile, (profile, redacted) => Redaction.ApplyTo(profile, redacted.Field)),
    };
}
