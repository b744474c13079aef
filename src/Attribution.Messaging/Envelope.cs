using System.Collections.Immutable;
using NodaTime;

namespace Attribution.Messaging;

/// <summary>
/// A message as its publisher wrote it: the context attributes of CloudEvents 1.0 (section 3) under Wolverine's
/// names, and a JSON body. It is immutable; what the queue adds (state, lease, failures) lives beside it and never
/// inside.
/// </summary>
public sealed record Envelope
{
    /// <summary>The tenant of messages that name none; Marten's name for it.</summary>
    public const string DefaultTenant = "*DEFAULT*";

    /// <summary>The only content type written when the publisher names none.</summary>
    public const string Json = "application/json";

    /// <summary>Unique among the messages of one <see cref="Source"/>, tenant and scope: the key of
    /// deduplication.</summary>
    public required string Id { get; init; }

    /// <summary>Who published it: a URI reference, <c>/pipelines/correlation</c>.</summary>
    public required string Source { get; init; }

    /// <summary>A stable, versioned name: <c>attribution.cluster.detected.v1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The body, byte for byte as it arrived.</summary>
    public required MessageBody Body { get; init; }

    /// <summary>
    /// What the message is about, and its ordering key: messages of one tenant, queue and subject are handled one after
    /// the other, in the order in which they were accepted. Without a subject there is no order.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>When the publisher says it happened. Never used to decide anything.</summary>
    public Instant? Time { get; init; }

    /// <summary>Whose message it is. The door that takes the message decides it, from the caller's token.</summary>
    public string TenantId { get; init; } = DefaultTenant;

    /// <summary>Names the conversation (a request and all that follows from it).</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Names the message, command or event that caused this one.</summary>
    public string? CausationId { get; init; }

    /// <summary><c>application/json</c> or another type whose suffix is <c>+json</c>.</summary>
    public string ContentType { get; init; } = Json;

    /// <summary>The schema that the body follows, a URI.</summary>
    public string? DataSchema { get; init; }

    /// <summary>W3C trace context of the publisher, so that one trace runs from here to the effects.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The vendor part of the W3C trace context.</summary>
    public string? TraceState { get; init; }

    /// <summary>After this instant nobody wants the message any more: it is finished as expired, not handled.</summary>
    public Instant? DeliverBy { get; init; }

    /// <summary>The message is not handled before this instant.</summary>
    public Instant? ScheduledFor { get; init; }

    /// <summary>How often its handling was started before this copy was made; 0 at the publisher.</summary>
    public int Attempts { get; init; }

    /// <summary>Extension attributes that mean nothing to us; they are kept and passed on.</summary>
    public ImmutableSortedDictionary<string, string> Extensions { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The key under which the store knows the message, unless its door gave it a scope.</summary>
    public MessageId MessageId => MessageId.Of(TenantId, Source, Id);
}
