namespace Attribution.GraphQL.Language;

/// <summary>Names, arguments, directives, values and type references (sections 2.6 and 2.9 to 2.12).</summary>
public ref partial struct Parser
{
    private Name ParseName()
    {
        var token = Expect(TokenKind.Name);
        return new Name(new Location(_source, token.Start, token.End));
    }

    private SyntaxList<Argument> ParseArguments(bool isConstant) => OptionalMany<Argument>(
        TokenKind.ParenthesisLeft,
        isConstant
            ? static (ref Parser parser) => parser.ParseArgument(isConstant: true)
            : static (ref Parser parser) => parser.ParseArgument(isConstant: false),
        TokenKind.ParenthesisRight);

    private Argument ParseArgument(bool isConstant)
    {
        var start = _token;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConstant);
        return new Argument(From(start), name, value);
    }

    private SyntaxList<Directive> ParseDirectives(bool isConstant)
    {
        var mark = _pending.Count;
        while (Is(TokenKind.At))
        {
            _pending.Add(ParseDirective(isConstant));
        }

        return TakePending<Directive>(mark);
    }

    private Directive ParseDirective(bool isConstant)
    {
        var start = Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseArguments(isConstant);
        return new Directive(From(start), name, arguments);
    }

    private Value.Variable ParseVariable()
    {
        var start = Expect(TokenKind.Dollar);
        var name = ParseName();
        return new Value.Variable(From(start), name);
    }

    private Value ParseValue(bool isConstant)
    {
        var start = _token;
        switch (start.Kind)
        {
            case TokenKind.BracketLeft:
                return ParseList(isConstant);
            case TokenKind.BraceLeft:
                return ParseObject(isConstant);
            case TokenKind.Int:
                Advance();
                return new Value.Int(From(start));
            case TokenKind.Float:
                Advance();
                return new Value.Float(From(start));
            case TokenKind.String or TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                return ParseNamedValue();
            case TokenKind.Dollar when isConstant:
                return RejectVariable();
            case TokenKind.Dollar:
                return ParseVariable();
            default:
                Unexpected();
                return new Value.Null(From(start));
        }
    }

    private Value.List ParseList(bool isConstant)
    {
        EnterNesting();
        var start = _token;
        var items = Any<Value>(
            TokenKind.BracketLeft,
            isConstant
                ? static (ref Parser parser) => parser.ParseValue(isConstant: true)
                : static (ref Parser parser) => parser.ParseValue(isConstant: false),
            TokenKind.BracketRight);
        LeaveNesting();
        return new Value.List(From(start), items);
    }

    private Value.Object ParseObject(bool isConstant)
    {
        EnterNesting();
        var start = _token;
        var fields = Any<ObjectField>(
            TokenKind.BraceLeft,
            isConstant
                ? static (ref Parser parser) => parser.ParseObjectField(isConstant: true)
                : static (ref Parser parser) => parser.ParseObjectField(isConstant: false),
            TokenKind.BraceRight);
        LeaveNesting();
        return new Value.Object(From(start), fields);
    }

    private ObjectField ParseObjectField(bool isConstant)
    {
        var start = _token;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConstant);
        return new ObjectField(From(start), name, value);
    }

    private Value.String ParseString()
    {
        var token = _token;
        var isBlock = token.Kind == TokenKind.BlockString;
        var text = isBlock ? StringLiteral.DecodeBlock(TextOf(token)) : StringLiteral.Decode(TextOf(token));
        Advance();
        return new Value.String(From(token), text, isBlock);
    }

    private Value ParseNamedValue()
    {
        var start = _token;
        var text = TextOf(start);
        var name = ParseName();
        var location = From(start);
        return text switch
        {
            _ when text.SequenceEqual("true"u8) => new Value.Boolean(location, IsTrue: true),
            _ when text.SequenceEqual("false"u8) => new Value.Boolean(location, IsTrue: false),
            _ when text.SequenceEqual("null"u8) => new Value.Null(location),
            _ => new Value.Enum(location, name),
        };
    }

    private Value.Null RejectVariable()
    {
        var dollar = Expect(TokenKind.Dollar);
        if (Is(TokenKind.Name))
        {
            FailAt(dollar.Start, $"Unexpected variable \"${Shown(TextOf(_token))}\" in constant value.");
        }

        Unexpected(dollar);
        return new Value.Null(From(dollar));
    }

    private TypeReference ParseTypeReference()
    {
        EnterNesting();
        var start = _token;
        TypeReference type;
        if (Skip(TokenKind.BracketLeft))
        {
            var item = ParseTypeReference();
            Expect(TokenKind.BracketRight);
            type = new TypeReference.List(From(start), item);
        }
        else
        {
            type = ParseNamedType();
        }

        LeaveNesting();
        return Skip(TokenKind.Exclamation) ? new TypeReference.NonNull(From(start), type) : type;
    }

    private TypeReference.Named ParseNamedType()
    {
        var start = _token;
        var name = ParseName();
        return new TypeReference.Named(From(start), name);
    }
}
