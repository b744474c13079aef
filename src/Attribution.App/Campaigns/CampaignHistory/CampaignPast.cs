using Attribution.App.History;

namespace Attribution.App.Campaigns.CampaignHistory;

/// <summary>How campaigns are told.</summary>
internal static class CampaignPast
{
    internal static HistoryKind Kind(CampaignQueries campaigns) => new(
        CampaignAggregate.Definition.Streams.Name,
        record =>
        {
            var happened = CampaignEventNames.Registry.Read(record);
            return HistoryEntry.Of(record, CampaignStory.Tell(happened), happened.By.Id, happened.Reason);
        },
        async (caller, id, cancellation) => (await campaigns.FindAsync(caller, [id], cancellation)).Count > 0);
}
