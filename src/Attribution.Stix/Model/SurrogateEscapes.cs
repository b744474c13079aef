using System.Buffers.Text;

namespace Attribution.Stix;

/// <summary>
/// Finds <c>\uD800</c> to <c>\uDFFF</c> escapes that do not come in pairs. JSON's grammar allows them, but no UTF-8 text
/// and no database can hold the character, and decoding them throws.
/// </summary>
internal static class SurrogateEscapes
{
    private const int EscapeLength = 6;

    public static bool AreWellFormed(ReadOnlySpan<byte> utf8)
    {
        var rest = utf8;
        while (true)
        {
            var backslash = rest.IndexOf((byte)'\\');
            if (backslash < 0)
            {
                return true;
            }

            rest = rest[backslash..];
            if (!IsSurrogate(rest, out var isHigh))
            {
                rest = rest[Math.Min(2, rest.Length)..];
                continue;
            }

            var follower = rest[EscapeLength..];
            if (!isHigh || !IsSurrogate(follower, out var followerIsHigh) || followerIsHigh)
            {
                return false;
            }

            rest = follower[EscapeLength..];
        }
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> escape, out bool isHigh)
    {
        isHigh = false;
        if (escape.Length < EscapeLength || escape[0] != '\\' || escape[1] != 'u'
            || !Utf8Parser.TryParse(escape[2..EscapeLength], out ushort unit, out var digits, 'x')
            || digits != EscapeLength - 2)
        {
            return false;
        }

        isHigh = char.IsHighSurrogate((char)unit);
        return char.IsSurrogate((char)unit);
    }
}
