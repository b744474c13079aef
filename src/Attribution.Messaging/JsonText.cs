using System.Text.Json;
using System.Text.Unicode;

namespace Attribution.Messaging;

/// <summary>Whether bytes are one JSON text (RFC 8259) in valid UTF-8, and where they stop being one.</summary>
internal static class JsonText
{
    /// <summary>Null when the text is well-formed; otherwise the first thing wrong with it.</summary>
    public static EnvelopeError? Check(ReadOnlyMemory<byte> text, string field)
    {
        if (!Utf8.IsValid(text.Span))
        {
            return EnvelopeError.MalformedJson(field, "The text is not valid UTF-8.", FirstInvalidByte(text.Span));
        }

        var reader = new Utf8JsonReader(text.Span);
        try
        {
            while (reader.Read())
            {
                // Reading to the end is the check.
            }

            return null;
        }
        catch (JsonException malformed)
        {
            return EnvelopeError.MalformedJson(field, Describe(malformed), OffsetOf(text.Span, malformed));
        }
    }

    /// <summary>The byte offset of an error that the reader states as a line and a position in it.</summary>
    public static long OffsetOf(ReadOnlySpan<byte> text, JsonException malformed)
    {
        var offset = 0;
        for (var line = malformed.LineNumber ?? 0; line > 0; line--)
        {
            var end = text[offset..].IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            offset += end + 1;
        }

        return Math.Min(offset + (malformed.BytePositionInLine ?? 0), text.Length);
    }

    /// <summary>The reader's own words without its line and position, which are reported apart.</summary>
    public static string Describe(JsonException malformed)
    {
        var end = malformed.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? malformed.Message : malformed.Message[..end];
    }

    // Halving finds the longest valid prefix; a cut inside one character is invalid as well, which moves the answer
    // by at most three bytes, to the start of the offending character.
    private static long FirstInvalidByte(ReadOnlySpan<byte> text)
    {
        var (valid, invalid) = (0, text.Length);
        while (invalid - valid > 1)
        {
            var middle = valid + ((invalid - valid) / 2);
            while (middle > valid + 1 && (text[middle] & 0xC0) == 0x80)
            {
                middle--;
            }

            (valid, invalid) = Utf8.IsValid(text[valid..middle]) ? (middle, invalid) : (valid, middle);
        }

        return valid;
    }
}
