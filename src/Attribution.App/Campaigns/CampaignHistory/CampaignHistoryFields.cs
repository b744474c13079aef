using Attribution.App.Access;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Types.Binding;
using Npgsql;

namespace Attribution.App.Campaigns.CampaignHistory;

/// <summary>The fields of <c>campaign-history.graphql</c>. Who reaches a campaign may read its history: today's
/// rights.</summary>
internal sealed class CampaignHistoryFields(CallerReads reads)
{
    internal void Bind(SchemaBindings schema)
    {
        schema.Object<CampaignView>("Campaign").Define("history", field =>
            field.Returns(Output.List<CampaignHistoryEntry>()).Batch(async (campaigns, call) =>
            {
                var events = await ReadAsync([.. campaigns.Select(campaign => campaign.Id).Distinct()], call);
                return [.. campaigns.Select(
                    campaign => events[campaign.Id].Select(CampaignHistoryEntry.From).ToArray())];
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

    private async Task<ILookup<Guid, RecordedEvent>> ReadAsync(Guid[] campaigns, FieldCall call)
    {
        var events = await reads.ListAsync(
            call.Caller(),
            "read_campaign_events",
            parameters => parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = campaigns }),
            RecordedEvent.Read,
            call.Cancellation);
        return events.ToLookup(happened => happened.Stream.Value);
    }
}
