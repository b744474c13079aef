using Attribution.App.Campaigns.CampaignDetails;
using Attribution.EventStore;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Campaigns.CampaignHistory;

/// <summary>The fields of <c>campaign-history.graphql</c>. Who reaches a campaign may read its history: today's
/// rights.</summary>
internal sealed class CampaignHistoryFields(EventLog log)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Object<CampaignView>("Campaign").Define("history", field =>
            field.Returns(Output.List<CampaignHistoryEntry>()).Async(async (campaign, call) =>
            {
                var stream = new StreamId(campaign.Tenant.Value, campaign.Id);
                var events = await log.ReadStreamAsync(stream, cancellation: call.Cancellation);
                return [.. events.Select(CampaignHistoryEntry.From)];
            }));
        schema.Object<CampaignHistoryEntry>("CampaignHistoryEntry")
            .Field("version", entry => entry.Version)
            .Field("eventId", entry => entry.EventId)
            .Field("type", entry => entry.Type)
            .Field("summary", entry => entry.Summary)
            .Field("recordedAt", entry => entry.RecordedAt)
            .Field("recordedBy", entry => entry.RecordedBy)
            .NullableField("reason", entry => entry.Reason);
    }
}
