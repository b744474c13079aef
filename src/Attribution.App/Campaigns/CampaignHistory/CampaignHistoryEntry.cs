using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Campaigns.CampaignHistory;

/// <summary>One event of a campaign as people read it: what happened, when, by whom and why.</summary>
internal sealed record CampaignHistoryEntry(
    long Version, Guid EventId, string Type, string Summary, Instant RecordedAt, string RecordedBy, string? Reason)
{
    internal static CampaignHistoryEntry From(RecordedEvent record)
    {
        var happened = CampaignEventNames.Registry.Read(record);
        return new CampaignHistoryEntry(
            record.Version,
            record.Id,
            record.Type,
            CampaignStory.Tell(happened),
            record.RecordedAt,
            happened.By.Id,
            happened.Reason ?? record.Reason);
    }
}
