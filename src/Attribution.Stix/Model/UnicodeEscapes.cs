using System.Buffers.Text;

namespace Attribution.Stix;

/// <summary>Looks at the <c>\uXXXX</c> escapes of JSON text that the JSON reader leaves undecoded.</summary>
internal static class UnicodeEscapes
{
    private const int EscapeLength = 6;

    /// <summary>
    /// Whether every escaped surrogate has its other half. JSON's grammar allows lone ones, but no UTF-8 text and no
    /// database can hold the character, and decoding it throws.
    /// </summary>
    public static bool AreWellFormed(ReadOnlySpan<byte> utf8)
    {
        for (var rest = utf8; TryFind(ref rest, out var unit);)
        {
            if (!char.IsSurrogate(unit))
            {
                continue;
            }

            if (!char.IsHighSurrogate(unit) || !TryRead(rest, out var follower) || !char.IsLowSurrogate(follower))
            {
                return false;
            }

            rest = rest[EscapeLength..];
        }

        return true;
    }

    /// <summary>Whether the text holds the character NUL, which is valid JSON and which PostgreSQL cannot
    /// store.</summary>
    public static bool ContainNul(ReadOnlySpan<byte> utf8)
    {
        for (var rest = utf8; TryFind(ref rest, out var unit);)
        {
            if (unit == '\0')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the next such escape and moves behind it. A backslash escapes whatever follows, itself
    /// included.</summary>
    private static bool TryFind(ref ReadOnlySpan<byte> rest, out char unit)
    {
        unit = default;
        while (rest.IndexOf((byte)'\\') is >= 0 and var backslash)
        {
            rest = rest[backslash..];
            var isFound = TryRead(rest, out unit);
            rest = rest[Math.Min(isFound ? EscapeLength : 2, rest.Length)..];
            if (isFound)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryRead(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = default;
        if (escape.Length < EscapeLength || escape[0] != '\\' || escape[1] != 'u'
            || !Utf8Parser.TryParse(escape[2..EscapeLength], out ushort value, out var digits, 'x')
            || digits != EscapeLength - 2)
        {
            return false;
        }

        unit = (char)value;
        return true;
    }
}
