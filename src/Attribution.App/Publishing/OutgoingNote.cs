using System.Globalization;
using Attribution.App.Intake;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Attribution.Messaging;
using NodaTime;

namespace Attribution.App.Publishing;

/// <summary>What waits to be sent to a subscriber: which event, and nothing of what it says. What the subscriber may
/// see is decided when it is sent.</summary>
internal sealed record OutgoingNote(Guid Webhook, Guid Stream, Guid Event, long Version, Instant RecordedAt)
{
    /// <summary>The queue of what waits to be sent over HTTP.</summary>
    internal const string WebhookQueue = "webhooks";

    /// <summary>The queue of what waits to be sent to a broker.</summary>
    internal const string BrokerQueue = "broker";

    /// <summary>Who sends them; nobody else's messages may say so.</summary>
    internal const string Source = "/outgoing/webhooks";

    /// <summary>Where what a subscription is told waits: who is slow holds up nobody behind another door.</summary>
    internal static string QueueOf(string door) => door == Subscription.Broker ? BrokerQueue : WebhookQueue;

    /// <summary>The message for one subscriber about one event. Its id is made of both, so that going through the log
    /// twice does not tell twice; its subject keeps what is told of one stream to one subscriber in order.</summary>
    internal static Envelope Of(Guid subscription, string organisation, RecordedEvent stored) => new()
    {
        Id = $"{stored.Id:N}.{subscription:N}",
        Source = Source,
        Type = PublishedEvents.TypeOf(stored.Type),
        Subject = $"{subscription:N}/{stored.Stream.Value:N}",
        TenantId = stored.Stream.TenantId,
        CorrelationId = stored.CorrelationId,
        CausationId = stored.Id.ToString(),
        TraceParent = stored.Headers.GetValueOrDefault(Pipeline.TraceHeaders.TraceParent),
        Body = MessageBody.From(
            new OutgoingNote(subscription, stored.Stream.Value, stored.Id, stored.Version, stored.RecordedAt),
            StoredJson.Contract.OutgoingNote),
        Extensions = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty
            .Add(MessagePublisher.OrganisationAttribute, organisation)
            .Add(MessagePublisher.LabelAttribute, ((int)Tlp.Amber).ToString(CultureInfo.InvariantCulture)),
    };
}

/// <summary>What a subscriber is told: what happened to which campaign. It asks for the rest with its own
/// token.</summary>
internal sealed record CampaignNotice(Guid CampaignId, Guid? HypothesisId, long Version);
