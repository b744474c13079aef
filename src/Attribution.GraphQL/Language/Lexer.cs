using System.Buffers;

namespace Attribution.GraphQL.Language;

/// <summary>
/// Cuts UTF-8 into tokens (section 2.1 "Source Text", appendix C.3). Expects valid UTF-8: the parser checks that first.
/// It makes no string unless it has an error to report.
/// </summary>
internal ref partial struct Lexer(ReadOnlySpan<byte> utf8)
{
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _position;

    /// <summary>Why the last token is <see cref="TokenKind.Invalid"/>; it stands where the error is.</summary>
    public string? Error { get; private set; }

    /// <summary>The next token. After the end and after an invalid token it stays there.</summary>
    public Token Next()
    {
        SkipIgnored();
        if (_position >= _utf8.Length)
        {
            return new Token(TokenKind.EndOfFile, _utf8.Length, _utf8.Length);
        }

        var first = _utf8[_position];
        if (IsNameStart(first))
        {
            return ReadName();
        }

        return first switch
        {
            (byte)'{' => Punctuator(TokenKind.BraceLeft),
            (byte)'}' => Punctuator(TokenKind.BraceRight),
            (byte)'(' => Punctuator(TokenKind.ParenthesisLeft),
            (byte)')' => Punctuator(TokenKind.ParenthesisRight),
            (byte)':' => Punctuator(TokenKind.Colon),
            (byte)'$' => Punctuator(TokenKind.Dollar),
            (byte)'!' => Punctuator(TokenKind.Exclamation),
            (byte)'[' => Punctuator(TokenKind.BracketLeft),
            (byte)']' => Punctuator(TokenKind.BracketRight),
            (byte)'@' => Punctuator(TokenKind.At),
            (byte)'=' => Punctuator(TokenKind.Equals),
            (byte)'|' => Punctuator(TokenKind.Pipe),
            (byte)'&' => Punctuator(TokenKind.Ampersand),
            (byte)'.' when _utf8[_position..].StartsWith("..."u8) => Punctuator(TokenKind.Spread, 3),
            (byte)'"' when _utf8[_position..].StartsWith("\"\"\""u8) => ReadBlockString(),
            (byte)'"' => ReadString(),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => ReadNumber(),
            (byte)'\'' => Invalid(
                _position,
                "Unexpected single quote character ('), did you mean to use a double quote (\")?"),
            _ => Invalid(_position, $"Unexpected character: {Describe(_position)}."),
        };
    }

    private static bool IsNameStart(byte value) =>
        value is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'_';

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    /// <summary>White space, line terminators, commas, comments and byte order marks (section 2.1.7).</summary>
    private void SkipIgnored()
    {
        for (; _position < _utf8.Length; _position++)
        {
            var value = _utf8[_position];
            if (value == (byte)'#')
            {
                var length = _utf8[_position..].IndexOfAny((byte)'\n', (byte)'\r');
                _position = length < 0 ? _utf8.Length - 1 : _position + length;
            }
            else if (value == 0xEF && _utf8[_position..].StartsWith("\uFEFF"u8))
            {
                _position += 2;
            }
            else if (value is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)','))
            {
                return;
            }
        }
    }

    private Token Punctuator(TokenKind kind, int length = 1)
    {
        var start = _position;
        _position += length;
        return new Token(kind, start, _position);
    }

    private Token ReadName()
    {
        var start = _position;
        var length = _utf8[start..].IndexOfAnyExcept(NameBytes);
        _position = length < 0 ? _utf8.Length : start + length;
        return new Token(TokenKind.Name, start, _position);
    }

    private Token Invalid(int at, string error)
    {
        Error ??= error;
        _position = _utf8.Length;
        return new Token(TokenKind.Invalid, at, at);
    }
}
