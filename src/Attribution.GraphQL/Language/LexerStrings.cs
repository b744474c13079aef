using System.Buffers;
using System.Text;

namespace Attribution.GraphQL.Language;

/// <summary>Strings (section 2.9.4 "String Value"): finds their end and checks their escapes.</summary>
internal ref partial struct Lexer
{
    private static readonly SearchValues<byte> StringStops = SearchValues.Create("\"\\\n\r"u8);

    private Token ReadString()
    {
        var start = _position;
        var at = start + 1;
        while (true)
        {
            var length = _utf8[at..].IndexOfAny(StringStops);
            at = length < 0 ? _utf8.Length : at + length;
            if (ByteAt(at) == (byte)'"')
            {
                _position = at + 1;
                return new Token(TokenKind.String, start, _position);
            }

            if (ByteAt(at) != (byte)'\\')
            {
                return Invalid(at, "Unterminated string.");
            }

            if (!StringEscape.TryRead(_utf8[at..], out _, out var escapeLength))
            {
                return InvalidEscape(at, escapeLength);
            }

            at += escapeLength;
        }
    }

    private Token ReadBlockString()
    {
        var start = _position;
        var at = start + 3;
        while (true)
        {
            var length = _utf8[at..].IndexOf("\"\"\""u8);
            if (length < 0)
            {
                return Invalid(_utf8.Length, "Unterminated string.");
            }

            at += length + 3;
            if (_utf8[at - 4] != (byte)'\\' || at - 4 < start + 3)
            {
                _position = at;
                return new Token(TokenKind.BlockString, start, at);
            }
        }
    }

    private Token InvalidEscape(int at, int length)
    {
        var kind = ByteAt(at + 1) == (byte)'u' ? "Unicode" : "character";
        var shown = Encoding.UTF8.GetString(_utf8.Slice(at, Math.Min(length, _utf8.Length - at)));
        return Invalid(at, $"Invalid {kind} escape sequence: \"{shown}\".");
    }
}
