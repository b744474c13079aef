using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Attribution.App.Storage;

/// <summary>Instants travel as ISO 8601 in UTC: <c>2026-03-01T12:00:00.123456Z</c>, fractions only as far as they say
/// something.</summary>
internal sealed class InstantJsonConverter : JsonConverter<Instant>
{
    // To the second, and to what a tick of .NET can hold: what JSON reads as a date without a text in between.
    private const int ShortLength = 20;
    private const int LongestTicks = 28;

    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false, HasValueSequence: false }
            && reader.ValueSpan is { Length: >= ShortLength and <= LongestTicks } utf8 && utf8[^1] == (byte)'Z'
            && reader.TryGetDateTime(out var time))
        {
            return Instant.FromDateTimeUtc(time);
        }

        var text = reader.GetString() ?? throw new JsonException("An instant is a string.");
        var parsed = InstantPattern.ExtendedIso.Parse(text);
        return parsed.Success ? parsed.Value : throw new JsonException($"'{text}' is no ISO 8601 instant in UTC.");
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
}
