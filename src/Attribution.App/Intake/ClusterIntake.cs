using System.Collections.Immutable;
using Attribution.App.Campaigns.Dormancy;
using Attribution.App.Clusters;
using Attribution.App.Pipeline;
using Attribution.App.Publishing;
using Attribution.Domain.Access;
using Attribution.Messaging;
using Attribution.Messaging.CloudEvents;
using NodaTime;
using DurableIntake = Attribution.Messaging.Intake;

namespace Attribution.App.Intake;

/// <summary>
/// The door of the correlation pipeline, whatever the protocol: what was read becomes messages of the durable inbox in
/// the publisher's tenant. What cannot be read is kept as a dead letter of the same tenant. The names of messages count
/// within an organisation: none can take another's, wait behind it, or learn that it was used.
/// </summary>
public sealed class ClusterIntake
{
    /// <summary>The queue of incoming clusters.</summary>
    public const string Queue = "clusters";

    private const string Door = "/messages/clusters";

    // A publisher whose clock is wrong should hear of it, and not have its message lie for a century.
    private static readonly Duration LongestSchedule = Duration.FromDays(30);

    private static readonly string[] OwnSources = [SilenceReminder.Source, OutgoingNote.Source];

    private readonly DurableIntake _intake;
    private readonly IClock _clock;

    internal ClusterIntake(DurableIntake intake, IClock clock) => (_intake, _clock) = (intake, clock);

    /// <summary>Offers what a door has read.</summary>
    /// <param name="readings">Messages, and texts that should have been some.</param>
    /// <param name="publisher">Whose they are: tenant, organisation and rights come from it.</param>
    public async Task<IntakeReceipt> OfferAsync(IReadOnlyList<Reading> readings, Principal publisher)
    {
        var offers = readings.Select(reading => Offer.Of(reading, publisher, _clock.GetCurrentInstant())).ToArray();
        return await _intake.OfferAsync([.. offers.Select(offer => offer.Message).OfType<IncomingMessage>()]) switch
        {
            IntakeAnswer.Busy busy => new IntakeReceipt.Busy(busy.RetryAfter, busy.Reason),
            IntakeAnswer.Unavailable away => new IntakeReceipt.Unavailable(away.RetryAfter),
            IntakeAnswer.Stored stored => new IntakeReceipt.Taken([.. Receipts(offers, stored.Verdicts)]),
            var unknown => throw new System.Diagnostics.UnreachableException($"{unknown} is no answer of an intake."),
        };
    }

    private static IEnumerable<MessageReceipt> Receipts(Offer[] offers, IReadOnlyList<Acceptance> verdicts)
    {
        var next = 0;
        foreach (var offer in offers)
        {
            var verdict = offer.Message is null ? null : verdicts[next++];
            yield return new MessageReceipt(
                verdict?.MessageId, offer.EventId, verdict?.Kind, offer.Error ?? ConflictOf(verdict));
        }
    }

    private static EnvelopeError? ConflictOf(Acceptance? verdict) => verdict?.Kind == AcceptanceKind.Conflict
        ? new EnvelopeError(
            "ID_REUSED",
            "id",
            "The source has sent another message under this id. This one is kept for inspection and will not be "
            + "handled: send it under an id of its own.")
        : null;

    /// <summary>One thing that was read, on its way in.</summary>
    private sealed record Offer(IncomingMessage? Message, string? EventId, EnvelopeError? Error)
    {
        internal static Offer Of(Reading reading, Principal publisher, Instant now) => reading switch
        {
            Reading.Message { Envelope: var envelope } => Of(envelope, publisher, now),
            Reading.Unreadable unreadable => Kept(unreadable.Raw, unreadable.Error, publisher, eventId: null),
            _ => throw new System.Diagnostics.UnreachableException($"{reading} is no reading."),
        };

        private static Offer Of(Envelope envelope, Principal publisher, Instant now)
        {
            if (Problem(envelope, publisher, now) is { } problem)
            {
                return Kept(CloudEventJson.Write(envelope), problem, publisher, envelope.Id);
            }

            var head = ClusterHead.Of(envelope.Body.Utf8.Span);
            var signed = envelope with
            {
                TenantId = publisher.Tenant.Value,
                Subject = envelope.Subject ?? head.Id,
                Attempts = 0,
                TraceParent = envelope.TraceParent
                    ?? TraceHeaders.OfActivity().GetValueOrDefault(TraceHeaders.TraceParent),
                Extensions = MessagePublisher.Sign(envelope.Extensions, publisher, head.Label),
            };
            return new Offer(
                new IncomingMessage.Readable(Queue, signed) { Scope = publisher.Organisation.Value },
                envelope.Id,
                null);
        }

        private static EnvelopeError? Problem(Envelope envelope, Principal publisher, Instant now) =>
            envelope.TenantId != Envelope.DefaultTenant && envelope.TenantId != publisher.Tenant.Value
                ? new EnvelopeError(
                    ClusterMessage.WrongTenantCode,
                    "tenantid",
                    "The message is for another tenant than its publisher's token.")
            : OwnSources.Contains(envelope.Source, StringComparer.Ordinal)
                ? new EnvelopeError(
                    EnvelopeError.InvalidAttributeCode, "source", "The system sends messages of this source itself.")
            : envelope.ScheduledFor > now + LongestSchedule
                ? new EnvelopeError(
                    EnvelopeError.InvalidAttributeCode, "scheduledtime", "Nothing is scheduled for more than 30 days.")
            : null;

        /// <summary>What is too large to be a message is too large to be kept.</summary>
        private static Offer Kept(
            ReadOnlyMemory<byte> raw, EnvelopeError error, Principal publisher, string? eventId)
        {
            var letter = error.Code == EnvelopeError.TooLargeCode
                ? null
                : new IncomingMessage.Malformed(Queue, publisher.Tenant.Value, Door, raw, error)
                {
                    Scope = publisher.Organisation.Value,
                    Extensions = MessagePublisher.Sign(
                        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
                        publisher,
                        ClusterHead.Unknown.Label),
                };
            return new Offer(letter, eventId, error);
        }
    }
}
