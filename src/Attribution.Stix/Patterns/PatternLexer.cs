using System.Collections.Frozen;
using System.Text;

namespace Attribution.Stix.Patterns;

/// <summary>Splits a pattern into tokens (STIX 2.1 section 9, with the lexical rules of its grammar).</summary>
internal sealed class PatternLexer(string pattern)
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        "AND", "OR", "NOT", "FOLLOWEDBY", "LIKE", "MATCHES", "ISSUPERSET", "ISSUBSET", "EXISTS", "IN",
        "START", "STOP", "SECONDS", "WITHIN", "REPEATS", "TIMES");

    private int _position;

    /// <summary>All tokens. What cannot be read becomes a last token of its own, so that an earlier mistake in the
    /// grammar is reported first.</summary>
    public List<PatternToken> ReadAll()
    {
        var tokens = new List<PatternToken>();
        try
        {
            do
            {
                SkipSpaceAndComments();
                tokens.Add(ReadToken());
            }
            while (tokens[^1].Kind != TokenKind.End);
        }
        catch (PatternSyntaxException syntax)
        {
            tokens.Add(new PatternToken(TokenKind.Unreadable, syntax.Message, syntax.Position));
        }

        return tokens;
    }

    private PatternToken ReadToken()
    {
        var start = _position;
        switch (Peek())
        {
            case '\0' when _position >= pattern.Length:
                return new PatternToken(TokenKind.End, "", start);
            case '\'':
                return new PatternToken(TokenKind.Text, ReadQuoted(), start);
            case 't' or 'h' or 'b' when Peek(1) == '\'':
                return ReadPrefixed(start);
            case var letter when char.IsAsciiLetter(letter) || letter == '_':
                return ReadWord(start);
            case '+' or '-' or (>= '0' and <= '9'):
            case '.' when char.IsAsciiDigit(Peek(1)):
                return ReadNumber(start);
            default:
                return ReadPunctuation(start);
        }
    }

    private PatternToken ReadPunctuation(int start)
    {
        var two = pattern.AsSpan(start, Math.Min(2, pattern.Length - start));
        if (two is "==" or "!=" or "<>" or "<=" or ">=")
        {
            _position += 2;
            return new PatternToken(TokenKind.Operator, two.ToString(), start);
        }

        TokenKind? kind = Peek() switch
        {
            '[' => TokenKind.OpenBracket,
            ']' => TokenKind.CloseBracket,
            '(' => TokenKind.OpenParenthesis,
            ')' => TokenKind.CloseParenthesis,
            ':' => TokenKind.Colon,
            '.' => TokenKind.Dot,
            ',' => TokenKind.Comma,
            '*' => TokenKind.Asterisk,
            '=' or '<' or '>' => TokenKind.Operator,
            _ => null,
        };
        var text = pattern.Substring(start, 1);
        _position++;
        return kind is { } known
            ? new PatternToken(known, text, start)
            : throw new PatternSyntaxException(start, $"The character '{text}' has no place in a pattern.");
    }

    private PatternToken ReadWord(int start)
    {
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '_' or '-')
        {
            _position++;
        }

        var text = pattern[start.._position];
        var kind = text is "true" or "false" ? TokenKind.Boolean
            : Keywords.Contains(text) ? TokenKind.Keyword
            : TokenKind.Name;
        return new PatternToken(kind, text, start);
    }

    private PatternToken ReadNumber(int start)
    {
        if (Peek() is '+' or '-')
        {
            _position++;
        }

        var whole = SkipDigits();
        var isFloat = Peek() == '.' && char.IsAsciiDigit(Peek(1));
        if (isFloat)
        {
            _position++;
            SkipDigits();
        }

        var text = pattern[start.._position];
        var hasLeadingZero = !isFloat && whole > 1 && pattern[_position - whole] == '0';
        if ((whole == 0 && !isFloat) || hasLeadingZero || char.IsAsciiLetter(Peek()) || Peek() == '_')
        {
            throw new PatternSyntaxException(start, $"'{text}{Peek()}' is not a number.");
        }

        return new PatternToken(isFloat ? TokenKind.Float : TokenKind.Integer, text, start);
    }

    private int SkipDigits()
    {
        var start = _position;
        while (char.IsAsciiDigit(Peek()))
        {
            _position++;
        }

        return _position - start;
    }

    private PatternToken ReadPrefixed(int start)
    {
        var prefix = pattern[_position++];
        var text = ReadQuoted();
        return prefix switch
        {
            't' when StixTimestamp.TryParse(text, out _) => new PatternToken(TokenKind.Timestamp, text, start),
            't' => throw new PatternSyntaxException(start, $"t'{text}' is no timestamp like t'2026-01-10T09:00:00Z'."),
            'h' when text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) =>
                new PatternToken(TokenKind.Hex, text, start),
            'h' => throw new PatternSyntaxException(start, $"h'{text}' is not an even number of hexadecimal digits."),
            _ when Convert.TryFromBase64String(text, new byte[text.Length], out _) =>
                new PatternToken(TokenKind.Binary, text, start),
            _ => throw new PatternSyntaxException(start, $"b'{text}' is not Base64."),
        };
    }

    private string ReadQuoted()
    {
        var start = _position++;
        var text = new StringBuilder();
        while (_position < pattern.Length)
        {
            var character = pattern[_position++];
            switch (character)
            {
                case '\'':
                    return text.ToString();
                case '\\' when Peek() is '\'' or '\\':
                    text.Append(pattern[_position++]);
                    break;
                case '\\':
                    throw new PatternSyntaxException(_position - 1, "A backslash is written as two: '\\\\'.");
                default:
                    text.Append(character);
                    break;
            }
        }

        throw new PatternSyntaxException(start, "The string has no closing quote.");
    }

    private void SkipSpaceAndComments()
    {
        while (_position < pattern.Length)
        {
            if (char.IsWhiteSpace(Peek()))
            {
                _position++;
            }
            else if (Peek() == '/' && Peek(1) == '/')
            {
                var end = pattern.AsSpan(_position).IndexOfAny('\r', '\n');
                _position = end < 0 ? pattern.Length : _position + end;
            }
            else if (Peek() == '/' && Peek(1) == '*')
            {
                var end = pattern.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                _position = end < 0 ? throw new PatternSyntaxException(_position, "The comment has no end.") : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private char Peek(int ahead = 0) => _position + ahead < pattern.Length ? pattern[_position + ahead] : '\0';
}
