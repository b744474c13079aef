using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Campaigns;
using Attribution.EventStore;
using Attribution.EventStore.Rows;
using Attribution.Messaging;
using NodaTime;
using RowSet = Attribution.EventStore.Rows.RowSet;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>
/// A message to ourselves: look when this campaign has been silent for too long. There is one for each time that it
/// becomes active, and one for each time that an analyst says it is not dormant; it is never cancelled and finds out by
/// itself what has happened meanwhile.
/// </summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="From">When it was sent: silence before that does not count.</param>
internal sealed record SilenceReminder(Guid Campaign, Instant From)
{
    /// <summary>Where reminders wait.</summary>
    internal const string Queue = "reminders";

    /// <summary>Who sends them; nobody else's messages may say so.</summary>
    internal const string Source = "/reminders";

    private static readonly RowTable Messages = new("msg_messages", "message_id");

    internal static MessageType<SilenceReminder> Type { get; } =
        new("attribution.campaign.silence-reminder.v1", StoredJson.Contract.SilenceReminder);

    /// <summary>The reminders that events of a campaign ask for.</summary>
    internal static IEnumerable<RowSet> Rows(
        StreamId campaign, long version, CampaignEvent happened, Instant recordedAt) =>
        happened is CampaignEvent.Activated or CampaignEvent.Reactivated
            ? [Row(campaign, version, campaign.Value, recordedAt)]
            : [];

    /// <summary>The row to be stored with the event that asks for the reminder.</summary>
    /// <param name="stream">The event's stream.</param>
    /// <param name="version">Its place there: together they name the message, so that deciding twice does not remind
    /// twice.</param>
    /// <param name="campaign">What to look at.</param>
    /// <param name="now">When the event was recorded.</param>
    internal static RowSet Row(StreamId stream, long version, Guid campaign, Instant now) => MessagingRows.From(
        OutgoingMessages.Rows(
            Queue,
            [
                new Envelope
                {
                    Id = $"{stream.Value:N}.{version}",
                    Source = Source,
                    Type = Type.Name,
                    TenantId = stream.TenantId,
                    TraceParent = TraceHeaders.OfActivity().GetValueOrDefault(TraceHeaders.TraceParent),
                    Body = Type.Write(new SilenceReminder(campaign, now)),
                },
            ],
            now),
        Messages);
}
