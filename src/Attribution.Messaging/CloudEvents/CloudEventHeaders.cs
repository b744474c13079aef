using System.Globalization;
using System.Text;
using static Attribution.Messaging.CloudEvents.AttributeNames;

namespace Attribution.Messaging.CloudEvents;

/// <summary>
/// Attributes in headers, body apart: binary mode of the HTTP binding 1.0 (section 3.1) and, with other prefixes and no
/// percent-encoding, of the AMQP binding 1.0 (section 3.1).
/// </summary>
public sealed class CloudEventHeaders
{
    private readonly string[] prefixes;
    private readonly bool percentEncoded;

    private CloudEventHeaders(bool percentEncoded, params string[] prefixes) =>
        (this.percentEncoded, this.prefixes) = (percentEncoded, prefixes);

    /// <summary>HTTP: <c>ce-id</c>, values percent-encoded.</summary>
    public static CloudEventHeaders Http { get; } = new(true, "ce-");

    /// <summary>AMQP: <c>cloudEvents_id</c> or <c>cloudEvents:id</c>, values as they are.</summary>
    public static CloudEventHeaders Amqp { get; } = new(false, "cloudEvents_", "cloudEvents:");

    /// <summary>Whether the headers carry an event in binary mode.</summary>
    public bool AnswersTo(IEnumerable<string> headerNames) =>
        headerNames.Any(name => string.Equals(AttributeOf(name), SpecVersion, StringComparison.Ordinal));

    /// <summary>Reads an event from its headers, the protocol's content type and the body.</summary>
    public Reading Read(
        IEnumerable<KeyValuePair<string, string>> headers,
        string? contentType,
        ReadOnlyMemory<byte> body,
        MessageLimits? limits = null)
    {
        limits ??= MessageLimits.Default;
        if (body.Length > limits.MaxMessageBytes)
        {
            return new Reading.Unreadable(EnvelopeError.TooLarge(Data, limits.MaxMessageBytes, null), body);
        }

        var attributes = Gather(headers, contentType, limits);
        if ((attributes.Error ?? CheckBody(attributes, body)) is { } wrong)
        {
            return new Reading.Unreadable(wrong, body);
        }

        return attributes.ToReading(body.IsEmpty ? MessageBody.Null : MessageBody.Trusted(body), body);
    }

    /// <summary>The headers of an event, without the content type, which the protocol has a place for.</summary>
    public IEnumerable<KeyValuePair<string, string>> Write(Envelope envelope)
    {
        foreach (var (name, value) in CloudEventJson.Attributes(envelope))
        {
            if (name != DataContentType)
            {
                yield return new(prefixes[0] + name, percentEncoded ? Encode(value) : value);
            }
        }

        if (envelope.Attempts > 0)
        {
            yield return new(prefixes[0] + Attempts, envelope.Attempts.ToString(CultureInfo.InvariantCulture));
        }
    }

    private AttributeSet Gather(
        IEnumerable<KeyValuePair<string, string>> headers, string? contentType, MessageLimits limits)
    {
        var attributes = new AttributeSet(limits);
        foreach (var (name, value) in headers)
        {
            if (AttributeOf(name) is { } attribute)
            {
                attributes.Add(attribute, percentEncoded ? Decode(value) : value, null);
            }
        }

        if (!string.IsNullOrEmpty(contentType))
        {
            attributes.Add(DataContentType, contentType, null);
        }

        return attributes;
    }

    private static EnvelopeError? CheckBody(AttributeSet attributes, ReadOnlyMemory<byte> body)
    {
        if (attributes.ContentType is { } type && !AttributeRules.IsJson(type))
        {
            return new(
                EnvelopeError.UnsupportedContentTypeCode, DataContentType, "Bodies are JSON; send application/json.");
        }

        return body.IsEmpty ? null : JsonText.Check(body, Data);
    }

    // Header names are case-insensitive in HTTP; attribute names are lower case by their own rule.
    private string? AttributeOf(string header)
    {
        foreach (var prefix in prefixes)
        {
            if (header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                var attribute = header[prefix.Length..];
                return percentEncoded ? attribute.ToLowerInvariant() : attribute;
            }
        }

        return null;
    }

    // Section 3.1.3.2: surrounding quotes are removed first, then every %XX is decoded once.
    private static string Decode(string value)
    {
        var quoted = value.Length >= 2 && value[0] == '"' && value[^1] == '"';
        return Uri.UnescapeDataString(quoted ? value[1..^1].Replace("\\", "", StringComparison.Ordinal) : value);
    }

    private static string Encode(string value)
    {
        var encoded = new StringBuilder(value.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value is > 0x20 and < 0x7F and not '"' and not '%')
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
        }

        return encoded.ToString();
    }
}
