using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Language;

/// <summary>
/// Reads documents, values and types (section 2 "Language" and section 3 "Type System", appendix C). The first error
/// ends the parse: the current token becomes an invalid one that no rule accepts, so every loop ends and the parser
/// returns without an exception, however deep it stood. This part holds what all rules share.
/// </summary>
public ref partial struct Parser
{
    private readonly Source _source;
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly ParserLimits _limits;
    private readonly List<SyntaxNode> _pending = [];
    private Lexer _lexer;
    private Token _token;
    private int _previousEnd;
    private int _tokenCount;
    private int _depth;
    private GraphQLError? _error;

    private Parser(Source source, ParserLimits limits)
    {
        _source = source;
        _utf8 = source.Utf8;
        _limits = limits;
        _lexer = new Lexer(_utf8);
        if (Utf8.IsValid(_utf8))
        {
            Advance();
        }
        else
        {
            RejectBytes();
        }
    }

    private delegate T ParseItem<out T>(ref Parser parser);

    private readonly bool HasFailed => _error is not null;

    /// <summary>Reads a whole document, of operations, of a schema or of both.</summary>
    /// <param name="source">Any bytes.</param>
    /// <param name="limits">How much to read; <see cref="ParserLimits.Default"/> when absent.</param>
    /// <param name="document">The document, when there is no error.</param>
    /// <param name="error">The first error, with its location.</param>
    public static bool TryParse(
        Source source,
        ParserLimits? limits,
        [NotNullWhen(true)] out Document? document,
        [NotNullWhen(false)] out GraphQLError? error)
    {
        var parser = new Parser(source, limits ?? ParserLimits.Default);
        document = parser.ParseDocument();
        return parser.Finish(ref document, out error);
    }

    /// <summary>Reads one value, which may hold variables.</summary>
    /// <param name="source">Any bytes.</param>
    /// <param name="limits">How much to read; <see cref="ParserLimits.Default"/> when absent.</param>
    /// <param name="error">The first error, with its location.</param>
    /// <param name="value">The value, when there is no error.</param>
    public static bool TryParseValue(
        Source source,
        ParserLimits? limits,
        [NotNullWhen(true)] out Value? value,
        [NotNullWhen(false)] out GraphQLError? error)
    {
        var parser = new Parser(source, limits ?? ParserLimits.Default);
        value = parser.ParseValue(isConstant: false);
        return parser.Finish(ref value, out error);
    }

    /// <summary>Reads one type reference such as <c>[Campaign!]!</c>.</summary>
    /// <param name="source">Any bytes.</param>
    /// <param name="limits">How much to read; <see cref="ParserLimits.Default"/> when absent.</param>
    /// <param name="error">The first error, with its location.</param>
    /// <param name="type">The type, when there is no error.</param>
    public static bool TryParseType(
        Source source,
        ParserLimits? limits,
        [NotNullWhen(true)] out TypeReference? type,
        [NotNullWhen(false)] out GraphQLError? error)
    {
        var parser = new Parser(source, limits ?? ParserLimits.Default);
        type = parser.ParseTypeReference();
        return parser.Finish(ref type, out error);
    }

    private bool Finish<T>(ref T? node, [NotNullWhen(false)] out GraphQLError? error)
        where T : class
    {
        Expect(TokenKind.EndOfFile);
        error = _error;
        node = error is null ? node : null;
        return error is null;
    }

    private void Advance()
    {
        if (HasFailed)
        {
            return;
        }

        _previousEnd = _token.End;
        _token = _lexer.Next();
        if (_token.Kind == TokenKind.Invalid)
        {
            FailAt(_token.Start, _lexer.Error!);
        }
        else if (_token.Kind != TokenKind.EndOfFile && ++_tokenCount > _limits.MaxTokens)
        {
            FailAt(
                _token.Start,
                $"Document contains more than {_limits.MaxTokens} tokens. Parsing aborted.",
                ErrorCodes.TooManyTokens);
        }
    }

    private readonly bool Is(TokenKind kind) => _token.Kind == kind;

    private readonly bool IsKeyword(ReadOnlySpan<byte> keyword) =>
        _token.Kind == TokenKind.Name && TextOf(_token).SequenceEqual(keyword);

    private readonly ReadOnlySpan<byte> TextOf(Token token) => _utf8[token.Start..token.End];

    private bool Skip(TokenKind kind)
    {
        var found = Is(kind);
        if (found)
        {
            Advance();
        }

        return found;
    }

    private bool SkipKeyword(ReadOnlySpan<byte> keyword)
    {
        var found = IsKeyword(keyword);
        if (found)
        {
            Advance();
        }

        return found;
    }

    private Token Expect(TokenKind kind)
    {
        var token = _token;
        if (token.Kind == kind)
        {
            Advance();
        }
        else
        {
            FailAt(token.Start, $"Expected {kind.Describe()}, found {Describe(token)}.");
        }

        return token;
    }

    private void ExpectKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!SkipKeyword(keyword))
        {
            FailAt(_token.Start, $"Expected \"{Encoding.UTF8.GetString(keyword)}\", found {Describe(_token)}.");
        }
    }

    /// <summary>One or more items between two tokens.</summary>
    private SyntaxList<T> Many<T>(TokenKind open, ParseItem<T> parse, TokenKind close)
        where T : SyntaxNode
    {
        Expect(open);
        var mark = _pending.Count;
        do
        {
            _pending.Add(parse(ref this));
        }
        while (!Skip(close) && !HasFailed);

        return TakePending<T>(mark);
    }

    /// <summary>Nothing at all, or one or more items between two tokens.</summary>
    private SyntaxList<T> OptionalMany<T>(TokenKind open, ParseItem<T> parse, TokenKind close)
        where T : SyntaxNode => Is(open) ? Many(open, parse, close) : default;

    /// <summary>Any number of items between two tokens.</summary>
    private SyntaxList<T> Any<T>(TokenKind open, ParseItem<T> parse, TokenKind close)
        where T : SyntaxNode
    {
        Expect(open);
        var mark = _pending.Count;
        while (!Skip(close) && !HasFailed)
        {
            _pending.Add(parse(ref this));
        }

        return TakePending<T>(mark);
    }

    /// <summary>One or more items with a token between them, which may also stand before the first.</summary>
    private SyntaxList<T> Delimited<T>(TokenKind delimiter, ParseItem<T> parse)
        where T : SyntaxNode
    {
        Skip(delimiter);
        var mark = _pending.Count;
        do
        {
            _pending.Add(parse(ref this));
        }
        while (Skip(delimiter));

        return TakePending<T>(mark);
    }

    /// <summary>Lists close in the reverse order they open in, so one stack serves them all and each list becomes one
    /// array of the right length.</summary>
    private readonly SyntaxList<T> TakePending<T>(int mark)
        where T : SyntaxNode
    {
        var count = _pending.Count - mark;
        if (count == 0)
        {
            return default;
        }

        var nodes = new T[count];
        for (var index = 0; index < count; index++)
        {
            nodes[index] = (T)_pending[mark + index];
        }

        _pending.RemoveRange(mark, count);
        return new SyntaxList<T>(nodes);
    }

    private void EnterNesting()
    {
        if (++_depth > _limits.MaxDepth)
        {
            FailAt(
                _token.Start,
                $"Document nests deeper than {_limits.MaxDepth} levels. Parsing aborted.",
                ErrorCodes.TooDeep);
        }
    }

    private void LeaveNesting() => _depth--;

    private readonly Location From(Token start) => From(start.Start);

    private readonly Location From(int start) => new(_source, start, Math.Max(start, _previousEnd));
}
