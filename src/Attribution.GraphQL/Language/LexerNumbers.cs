using System.Globalization;
using System.Text;

namespace Attribution.GraphQL.Language;

/// <summary>Numbers (sections 2.9.1 "Int Value" and 2.9.2 "Float Value").</summary>
internal ref partial struct Lexer
{
    private Token ReadNumber()
    {
        var start = _position;
        var at = start;
        var isFloat = false;
        if (ByteAt(at) == (byte)'-')
        {
            at++;
        }

        if (ByteAt(at) == (byte)'0')
        {
            at++;
            if (IsDigit(ByteAt(at)))
            {
                return Invalid(at, $"Invalid number, unexpected digit after 0: {Describe(at)}.");
            }
        }
        else if (!SkipDigits(ref at))
        {
            return DigitExpected(at);
        }

        if (ByteAt(at) == (byte)'.')
        {
            isFloat = true;
            at++;
            if (!SkipDigits(ref at))
            {
                return DigitExpected(at);
            }
        }

        if (ByteAt(at) is (byte)'e' or (byte)'E')
        {
            isFloat = true;
            at += ByteAt(at + 1) is (byte)'+' or (byte)'-' ? 2 : 1;
            if (!SkipDigits(ref at))
            {
                return DigitExpected(at);
            }
        }

        // "1.2.3", "1x": a number never touches a name or a dot, so that later editions can give them a meaning.
        if (ByteAt(at) == (byte)'.' || IsNameStart(ByteAt(at)))
        {
            return DigitExpected(at);
        }

        _position = at;
        return new Token(isFloat ? TokenKind.Float : TokenKind.Int, start, at);
    }

    private readonly byte ByteAt(int index) => index < _utf8.Length ? _utf8[index] : (byte)0;

    private readonly bool SkipDigits(ref int at)
    {
        var start = at;
        while (IsDigit(ByteAt(at)))
        {
            at++;
        }

        return at > start;
    }

    private Token DigitExpected(int at) =>
        Invalid(at, $"Invalid number, expected digit but got: {Describe(at)}.");

    /// <summary>A character as errors show it: itself when it prints, else its code point.</summary>
    private readonly string Describe(int at)
    {
        if (at >= _utf8.Length)
        {
            return "<EOF>";
        }

        Rune.DecodeFromUtf8(_utf8[at..], out var rune, out _);
        return rune.Value switch
        {
            '"' => "'\"'",
            >= 0x20 and <= 0x7E => $"\"{rune}\"",
            var other => "U+" + other.ToString("X4", CultureInfo.InvariantCulture),
        };
    }
}
