using System.Buffers.Text;
using System.Text;

namespace Attribution.GraphQL.Language;

/// <summary>
/// One escape sequence of a string (section 2.9.4): <c>\n</c>, <c>\u00E9</c>, <c>\u{1F600}</c> or a surrogate pair of
/// two <c>\uXXXX</c>. A surrogate without its partner is an error, for it is no character.
/// </summary>
internal static class StringEscape
{
    private const int FixedLength = 6;
    private const int MaxBracedLength = 12;

    /// <param name="utf8">Starts at the backslash.</param>
    /// <param name="rune">The character meant.</param>
    /// <param name="length">Bytes that the sequence takes; of a wrong one, the bytes an error should show.</param>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out Rune rune, out int length)
    {
        rune = default;
        length = Math.Min(2, utf8.Length);
        if (utf8.Length < 2)
        {
            return false;
        }

        if (utf8[1] == (byte)'u')
        {
            return utf8.Length > 2 && utf8[2] == (byte)'{'
                ? TryReadBraced(utf8, out rune, out length)
                : TryReadFixed(utf8, out rune, out length);
        }

        var plain = utf8[1] switch
        {
            (byte)'"' => '"',
            (byte)'\\' => '\\',
            (byte)'/' => '/',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => '\0',
        };
        rune = new Rune(plain);
        length += ContinuationBytes(utf8[length..]);
        return plain != '\0';
    }

    private static bool TryReadBraced(ReadOnlySpan<byte> utf8, out Rune rune, out int length)
    {
        rune = default;
        var close = utf8[..Math.Min(utf8.Length, MaxBracedLength)].IndexOf((byte)'}');
        if (close > 3 && TryReadHex(utf8[3..close], out var value) && Rune.TryCreate(value, out rune))
        {
            length = close + 1;
            return true;
        }

        length = close > 0 ? close + 1 : Math.Min(utf8.Length, FixedLength);
        length += ContinuationBytes(utf8[length..]);
        return false;
    }

    private static bool TryReadFixed(ReadOnlySpan<byte> utf8, out Rune rune, out int length)
    {
        rune = default;
        length = Math.Min(utf8.Length, FixedLength);
        if (utf8.Length < FixedLength || !TryReadHex(utf8[2..FixedLength], out var first))
        {
            length += ContinuationBytes(utf8[length..]);
            return false;
        }

        if (Rune.TryCreate(first, out rune))
        {
            return true;
        }

        var next = utf8[FixedLength..];
        if (next.Length >= FixedLength && next.StartsWith("\\u"u8) && TryReadHex(next[2..FixedLength], out var second)
            && Rune.TryCreate((char)first, (char)second, out rune))
        {
            length = 2 * FixedLength;
            return true;
        }

        return false;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, out uint value) =>
        Utf8Parser.TryParse(digits, out value, out var consumed, 'X') && consumed == digits.Length;

    /// <summary>So that an error never shows half a character.</summary>
    private static int ContinuationBytes(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        while (count < utf8.Length && (utf8[count] & 0xC0) == 0x80)
        {
            count++;
        }

        return count;
    }
}
