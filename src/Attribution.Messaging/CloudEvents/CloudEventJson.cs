using System.Buffers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using static Attribution.Messaging.CloudEvents.AttributeNames;

namespace Attribution.Messaging.CloudEvents;

/// <summary>
/// One event as one JSON object: CloudEvents JSON event format 1.0, sections 2 and 3 (structured mode).
/// </summary>
public static class CloudEventJson
{
    /// <summary>The media type of one event.</summary>
    public const string MediaType = "application/cloudevents+json";

    /// <summary>
    /// Reads one event. Strict: unknown attributes are kept, but a duplicate, a wrong type, another version or a body
    /// that is not JSON is refused, with the field and the byte offset. The memory is kept by the result.
    /// </summary>
    public static Reading Read(ReadOnlyMemory<byte> json, MessageLimits? limits = null)
    {
        limits ??= MessageLimits.Default;
        return json.Length > limits.MaxMessageBytes
            ? new Reading.Unreadable(EnvelopeError.TooLarge("event", limits.MaxMessageBytes, null), json)
            : new StructuredReader(json, limits).Read();
    }

    /// <summary>The event as UTF-8.</summary>
    public static byte[] Write(Envelope envelope)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + envelope.Body.Utf8.Length);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, envelope);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the event as one JSON object, the body byte for byte.</summary>
    public static void Write(Utf8JsonWriter writer, Envelope envelope)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in Attributes(envelope))
        {
            writer.WriteString(name, value);
        }

        if (envelope.Attempts > 0)
        {
            writer.WriteNumber(AttributeNames.Attempts, envelope.Attempts);
        }

        writer.WritePropertyName(Data);
        writer.WriteRawValue(envelope.Body.Utf8.Span, skipInputValidation: true);
        writer.WriteEndObject();
    }

    /// <summary>The textual attributes that are set, in the specification's order, extensions last.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Attributes(Envelope envelope)
    {
        var tenant = envelope.TenantId == Envelope.DefaultTenant ? null : envelope.TenantId;
        KeyValuePair<string, string?>[] known =
        [
            new(SpecVersion, "1.0"),
            new(Id, envelope.Id),
            new(AttributeNames.Source, envelope.Source),
            new(AttributeNames.Type, envelope.Type),
            new(Subject, envelope.Subject),
            new(Time, Text(envelope.Time)),
            new(DataContentType, envelope.ContentType),
            new(DataSchema, envelope.DataSchema),
            new(CorrelationId, envelope.CorrelationId),
            new(CausationId, envelope.CausationId),
            new(TenantId, tenant),
            new(DeliverBy, Text(envelope.DeliverBy)),
            new(ScheduledTime, Text(envelope.ScheduledFor)),
            new(TraceParent, envelope.TraceParent),
            new(TraceState, envelope.TraceState),
        ];
        return known.Where(pair => pair.Value is not null)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))
            .Concat(envelope.Extensions);
    }

    private static string? Text(Instant? instant) => instant is { } set ? InstantPattern.ExtendedIso.Format(set) : null;
}
