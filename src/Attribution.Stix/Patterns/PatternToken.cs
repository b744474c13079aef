namespace Attribution.Stix.Patterns;

internal enum TokenKind
{
    End,
    OpenBracket,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    Colon,
    Dot,
    Comma,
    Asterisk,
    Operator,

    /// <summary>An upper-case word with a meaning in the grammar, such as AND.</summary>
    Keyword,
    Name,
    Text,
    Integer,
    Float,
    Boolean,
    Timestamp,
    Hex,
    Binary,

    /// <summary>Text that is no token; its text is the reason.</summary>
    Unreadable,
}

/// <summary>One token of a pattern.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; for string literals what stands between the quotes, unescaped.</param>
/// <param name="Position">Where it starts, in characters from 0.</param>
internal readonly record struct PatternToken(TokenKind Kind, string Text, int Position)
{
    public bool IsLiteral => Kind is TokenKind.Text or TokenKind.Integer or TokenKind.Float or TokenKind.Boolean
        or TokenKind.Timestamp or TokenKind.Hex or TokenKind.Binary;

    public override string ToString() => Kind == TokenKind.End ? "the end of the pattern" : $"'{Text}'";
}
