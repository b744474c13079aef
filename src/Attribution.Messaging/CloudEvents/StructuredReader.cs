using System.Globalization;
using System.Text.Json;
using static Attribution.Messaging.CloudEvents.AttributeNames;

namespace Attribution.Messaging.CloudEvents;

/// <summary>
/// One pass over one structured event. Attribute values are JSON strings, booleans or integers; null is absence.
/// </summary>
internal ref struct StructuredReader
{
    private readonly ReadOnlyMemory<byte> json;
    private readonly AttributeSet attributes;
    private Utf8JsonReader reader;
    private ReadOnlyMemory<byte>? data;
    private EnvelopeError? error;

    public StructuredReader(ReadOnlyMemory<byte> json, MessageLimits limits)
    {
        this.json = json;
        attributes = new(limits);
        reader = new(json.Span);
    }

    public Reading Read()
    {
        if (JsonText.Check(json, "event") is { } malformed)
        {
            return Refuse(malformed);
        }

        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Refuse(EnvelopeError.MalformedJson("event", "An event is one JSON object.", reader.TokenStartIndex));
        }

        while (error is null && attributes.Error is null
            && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember();
        }

        return (error ?? attributes.Error ?? CheckContentType()) is { } wrong
            ? Refuse(wrong)
            : attributes.ToReading(data is { } body ? MessageBody.Trusted(body) : MessageBody.Null, json);
    }

    private void ReadMember()
    {
        var position = reader.TokenStartIndex;
        if (ReadText() is not { } name)
        {
            return;
        }

        reader.Read();
        switch (name)
        {
            case Data or DataBase64 when data is not null:
                error = EnvelopeError.Duplicate(name, position);
                break;
            case Data:
                data = Slice();
                break;
            case DataBase64 when reader.TokenType != JsonTokenType.Null:
                ReadBase64(position);
                break;
            default:
                ReadAttribute(name, position);
                break;
        }
    }

    private void ReadAttribute(string name, long position)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.String when ReadText() is { } text:
                attributes.Add(name, text, position);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                attributes.Add(name, reader.TokenType == JsonTokenType.True ? "true" : "false", position);
                break;
            case JsonTokenType.Number when reader.TryGetInt32(out var number):
                attributes.Add(name, number.ToString(CultureInfo.InvariantCulture), position);
                break;
            default:
                error ??= EnvelopeError.Invalid(
                    name, $"'{name}' must be a string, a boolean or a 32-bit integer.", position);
                break;
        }
    }

    // A JSON string may hold half a surrogate pair as an escape, which no .NET string can be made of.
    private string? ReadText()
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            error = EnvelopeError.MalformedJson(
                "event", "A string holds half a surrogate pair.", reader.TokenStartIndex);
            return null;
        }
    }

    private ReadOnlyMemory<byte> Slice()
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    private void ReadBase64(long position)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out var bytes))
        {
            error = EnvelopeError.Invalid(DataBase64, "'data_base64' must be a base64 string.", position);
            return;
        }

        error = JsonText.Check(bytes, DataBase64);
        data = bytes;
    }

    private readonly EnvelopeError? CheckContentType() =>
        attributes.ContentType is { } type && !AttributeRules.IsJson(type)
            ? new(EnvelopeError.UnsupportedContentTypeCode, DataContentType, "Bodies are JSON; send application/json.")
            : null;

    private readonly Reading.Unreadable Refuse(EnvelopeError why) => new(why, json);
}
