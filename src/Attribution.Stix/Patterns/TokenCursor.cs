namespace Attribution.Stix.Patterns;

/// <summary>Walks over the tokens of a pattern and says what was expected where another one stands.</summary>
internal sealed class TokenCursor(List<PatternToken> tokens)
{
    private int _position;

    public PatternToken Current => tokens[_position];

    public PatternToken Next() => tokens[_position++];

    public PatternToken Take(TokenKind kind, string expected) =>
        Current.Kind == kind ? Next() : throw Unexpected(expected);

    public bool TakeIf(TokenKind kind)
    {
        var isThere = Current.Kind == kind;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    public bool TakeKeyword(string keyword) => Current.Text == keyword && TakeIf(TokenKind.Keyword);

    public void ExpectKeyword(string keyword)
    {
        if (!TakeKeyword(keyword))
        {
            throw Unexpected(keyword);
        }
    }

    public PatternSyntaxException Unexpected(string expected) => new(
        Current.Position,
        Current.Kind == TokenKind.Unreadable ? Current.Text : $"Expected {expected}, found {Current}.");
}
