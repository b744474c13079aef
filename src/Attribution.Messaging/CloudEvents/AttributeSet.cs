using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using static Attribution.Messaging.CloudEvents.AttributeNames;

namespace Attribution.Messaging.CloudEvents;

/// <summary>
/// Gathers the attributes of one event, from whatever door, under the rules of CloudEvents 1.0 sections 2 and 3. The
/// first error is kept; what follows it is ignored.
/// </summary>
internal sealed class AttributeSet(MessageLimits limits)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        SpecVersion, Id, Source, AttributeNames.Type, Subject, Time, DataContentType, DataSchema, CorrelationId,
        CausationId, TenantId, DeliverBy, ScheduledTime, Attempts, TraceParent, TraceState,
    };

    private readonly Dictionary<string, (string Value, long? Position)> values = new(StringComparer.Ordinal);
    private int extensions;

    /// <summary>The first thing that is wrong, or null.</summary>
    public EnvelopeError? Error { get; private set; }

    public void Add(string name, string value, long? position)
    {
        Error ??= AttributeRules.CheckName(name, position)
            ?? AttributeRules.CheckValue(name, value, LimitOf(name), position)
            ?? Count(name, position);
        if (Error is null && !values.TryAdd(name, (value, position)))
        {
            Error = EnvelopeError.Duplicate(name, position);
        }
    }

    /// <summary>The content type that was stated, before anything else is decided.</summary>
    public string? ContentType => Text(DataContentType);

    /// <summary>The envelope, or the first error.</summary>
    public Reading ToReading(MessageBody body, ReadOnlyMemory<byte> raw)
    {
        CheckRequired();
        var envelope = Error is null ? Build(body) : null;
        return Error is null ? new Reading.Message(envelope!) : new Reading.Unreadable(Error, raw);
    }

    private EnvelopeError? Count(string name, long? position) =>
        Known.Contains(name) || ++extensions <= limits.MaxExtensions
            ? null
            : EnvelopeError.Invalid(name, $"An event carries at most {limits.MaxExtensions} extensions.", position);

    private int LimitOf(string name) =>
        name is Id or AttributeNames.Type or TenantId or CorrelationId or CausationId
            ? limits.MaxNameBytes
            : limits.MaxAttributeBytes;

    private void CheckRequired()
    {
        foreach (var name in (ReadOnlySpan<string>)[SpecVersion, Id, Source, AttributeNames.Type])
        {
            Error ??= string.IsNullOrEmpty(Text(name)) ? EnvelopeError.Missing(name) : null;
        }

        if (Error is null && Text(SpecVersion) is { } version && version != "1.0")
        {
            Error = new(EnvelopeError.UnsupportedVersionCode, SpecVersion,
                $"CloudEvents version '{version}' is not known here; send 1.0.", values[SpecVersion].Position);
        }

        foreach (var name in (ReadOnlySpan<string>)[Source, DataSchema])
        {
            Error ??= Text(name) is { } uri && !Uri.TryCreate(uri, UriKind.RelativeOrAbsolute, out _)
                ? EnvelopeError.Invalid(name, $"'{name}' must be a URI reference (RFC 3986).", values[name].Position)
                : null;
        }
    }

    private Envelope Build(MessageBody body) => new()
    {
        Id = Text(Id)!,
        Source = Text(Source)!,
        Type = Text(AttributeNames.Type)!,
        Body = body,
        Subject = Text(Subject),
        Time = Timestamp(Time),
        TenantId = Text(TenantId) ?? Envelope.DefaultTenant,
        CorrelationId = Text(CorrelationId),
        CausationId = Text(CausationId),
        ContentType = ContentType ?? Envelope.Json,
        DataSchema = Text(DataSchema),
        TraceParent = Text(TraceParent),
        TraceState = Text(TraceState),
        DeliverBy = Timestamp(DeliverBy),
        ScheduledFor = Timestamp(ScheduledTime),
        Attempts = Number(Attempts),
        Extensions = values.Where(pair => !Known.Contains(pair.Key))
            .ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal),
    };

    // An attribute must not be empty (section 3.1); an empty optional one is refused, not dropped.
    private string? Text(string name) => values.TryGetValue(name, out var found) ? found.Value : null;

    private Instant? Timestamp(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // Of the years 1 to 9999, which the database keeps; an offset may lead out of the first and of the last.
        if (OffsetDateTimePattern.Rfc3339.Parse(text).TryGetValue(default, out var time)
            && (time.Year is > 1 and < 9999 || (time.Year > 0 && time.Offset == Offset.Zero)))
        {
            return time.ToInstant();
        }

        Error ??= EnvelopeError.Invalid(name, $"'{name}' must be a timestamp like 2026-11-21T18:00:00Z (RFC 3339).",
            values[name].Position);
        return null;
    }

    private int Number(string name)
    {
        if (Text(name) is not { } text)
        {
            return 0;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Error ??= EnvelopeError.Invalid(name, $"'{name}' must be an integer of 0 or more.", values[name].Position);
        }

        return number;
    }
}
