using System.Buffers.Text;

namespace Attribution.GraphQL.Http;

/// <summary>Finds escapes such as <c>\ud800</c> that stand for half a character: JSON lets them pass (RFC 8259, section
/// 8.2), UTF-8 and everything behind it cannot hold them.</summary>
internal static class LoneSurrogates
{
    private const int EscapeLength = 6;

    /// <param name="json">Well-formed JSON, or the inside of a JSON string.</param>
    public static bool In(ReadOnlySpan<byte> json)
    {
        while (json.IndexOf((byte)'\\') is var start and >= 0)
        {
            json = json[start..];
            if (!TryReadUnit(json, out var unit))
            {
                json = json[2..];
            }
            else if (!char.IsSurrogate(unit))
            {
                json = json[EscapeLength..];
            }
            else if (char.IsHighSurrogate(unit)
                && TryReadUnit(json[EscapeLength..], out var next) && char.IsLowSurrogate(next))
            {
                json = json[(2 * EscapeLength)..];
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> json, out char unit)
    {
        unit = default;
        if (json.Length < EscapeLength || !json.StartsWith("\\u"u8))
        {
            return false;
        }

        var isHex = Utf8Parser.TryParse(json[2..EscapeLength], out ushort value, out var consumed, 'x');
        unit = (char)value;
        return isHex && consumed == EscapeLength - 2;
    }
}
