namespace Attribution.GraphQL.Language;

/// <summary>Type system definitions and extensions (section 3 "Type System").</summary>
public ref partial struct Parser
{
    private Value.String? ParseDescription() =>
        Is(TokenKind.String) || Is(TokenKind.BlockString) ? ParseString() : null;

    private Definition ParseTypeSystemDefinition(Token start, Value.String? description, bool isExtension)
    {
        if (SkipKeyword("schema"u8))
        {
            return ParseSchema(start, description, isExtension);
        }

        if (SkipKeyword("scalar"u8))
        {
            return ParseScalar(start, description, isExtension);
        }

        if (SkipKeyword("type"u8))
        {
            return ParseObjectType(start, description, isExtension);
        }

        if (SkipKeyword("interface"u8))
        {
            return ParseInterface(start, description, isExtension);
        }

        if (SkipKeyword("union"u8))
        {
            return ParseUnion(start, description, isExtension);
        }

        if (SkipKeyword("enum"u8))
        {
            return ParseEnum(start, description, isExtension);
        }

        if (SkipKeyword("input"u8))
        {
            return ParseInputObject(start, description, isExtension);
        }

        if (isExtension || !SkipKeyword("directive"u8))
        {
            Unexpected();
        }

        return ParseDirectiveDefinition(start, description);
    }

    private Definition.Schema ParseSchema(Token start, Value.String? description, bool isExtension)
    {
        var directives = ParseDirectives(isConstant: true);
        ParseItem<RootOperationType> parse = static (ref Parser parser) => parser.ParseRootOperationType();
        var operationTypes = isExtension
            ? OptionalMany(TokenKind.BraceLeft, parse, TokenKind.BraceRight)
            : Many(TokenKind.BraceLeft, parse, TokenKind.BraceRight);
        RequireContent(isExtension, directives.Count + operationTypes.Count);
        return new Definition.Schema(From(start), description, directives, operationTypes, isExtension);
    }

    private RootOperationType ParseRootOperationType()
    {
        var start = _token;
        var kind = ParseOperationKind();
        if (kind is null)
        {
            FailAt(start.Start, start.Kind == TokenKind.Name
                ? $"Unexpected {Describe(start)}."
                : $"Expected Name, found {Describe(start)}.");
        }

        Expect(TokenKind.Colon);
        var type = ParseNamedType();
        return new RootOperationType(From(start), kind ?? OperationKind.Query, type);
    }

    private Definition.Scalar ParseScalar(Token start, Value.String? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConstant: true);
        RequireContent(isExtension, directives.Count);
        return new Definition.Scalar(From(start), description, name, directives, isExtension);
    }

    private Definition.Object ParseObjectType(Token start, Value.String? description, bool isExtension)
    {
        var name = ParseName();
        var interfaces = ParseImplements();
        var directives = ParseDirectives(isConstant: true);
        var fields = ParseFields();
        RequireContent(isExtension, interfaces.Count + directives.Count + fields.Count);
        return new Definition.Object(From(start), description, name, interfaces, directives, fields, isExtension);
    }

    private Definition.Interface ParseInterface(Token start, Value.String? description, bool isExtension)
    {
        var name = ParseName();
        var interfaces = ParseImplements();
        var directives = ParseDirectives(isConstant: true);
        var fields = ParseFields();
        RequireContent(isExtension, interfaces.Count + directives.Count + fields.Count);
        return new Definition.Interface(From(start), description, name, interfaces, directives, fields, isExtension);
    }

    private Definition.Union ParseUnion(Token start, Value.String? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConstant: true);
        var members = Skip(TokenKind.Equals)
            ? Delimited(TokenKind.Pipe, static (ref Parser parser) => parser.ParseNamedType())
            : default;
        RequireContent(isExtension, directives.Count + members.Count);
        return new Definition.Union(From(start), description, name, directives, members, isExtension);
    }

    private Definition.Enum ParseEnum(Token start, Value.String? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConstant: true);
        var values = OptionalMany(
            TokenKind.BraceLeft,
            static (ref Parser parser) => parser.ParseEnumValue(),
            TokenKind.BraceRight);
        RequireContent(isExtension, directives.Count + values.Count);
        return new Definition.Enum(From(start), description, name, directives, values, isExtension);
    }

    private Definition.InputObject ParseInputObject(Token start, Value.String? description, bool isExtension)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConstant: true);
        var fields = OptionalMany(
            TokenKind.BraceLeft,
            static (ref Parser parser) => parser.ParseInputDeclaration(),
            TokenKind.BraceRight);
        RequireContent(isExtension, directives.Count + fields.Count);
        return new Definition.InputObject(From(start), description, name, directives, fields, isExtension);
    }

    private Definition.Directive ParseDirectiveDefinition(Token start, Value.String? description)
    {
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseArgumentDeclarations();
        var isRepeatable = SkipKeyword("repeatable"u8);
        ExpectKeyword("on"u8);
        var locations = ParseDirectiveLocations();
        return new Definition.Directive(From(start), description, name, arguments, isRepeatable, locations);
    }

    private SyntaxList<Name> ParseDirectiveLocations()
    {
        Skip(TokenKind.Pipe);
        var locations = new List<Name>();
        do
        {
            var token = _token;
            var location = ParseName();
            if (!HasFailed && !DirectiveLocations.IsOne(location))
            {
                Unexpected(token);
            }

            locations.Add(location);
        }
        while (Skip(TokenKind.Pipe));

        return new SyntaxList<Name>([.. locations]);
    }

    private SyntaxList<TypeReference.Named> ParseImplements() => SkipKeyword("implements"u8)
        ? Delimited(TokenKind.Ampersand, static (ref Parser parser) => parser.ParseNamedType())
        : default;

    private SyntaxList<FieldDeclaration> ParseFields() => OptionalMany(
        TokenKind.BraceLeft,
        static (ref Parser parser) => parser.ParseFieldDeclaration(),
        TokenKind.BraceRight);

    private FieldDeclaration ParseFieldDeclaration()
    {
        var start = _token;
        var description = ParseDescription();
        var name = ParseName();
        var arguments = ParseArgumentDeclarations();
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var directives = ParseDirectives(isConstant: true);
        return new FieldDeclaration(From(start), description, name, arguments, type, directives);
    }

    private SyntaxList<InputDeclaration> ParseArgumentDeclarations() => OptionalMany(
        TokenKind.ParenthesisLeft,
        static (ref Parser parser) => parser.ParseInputDeclaration(),
        TokenKind.ParenthesisRight);

    private InputDeclaration ParseInputDeclaration()
    {
        var start = _token;
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var defaultValue = Skip(TokenKind.Equals) ? ParseValue(isConstant: true) : null;
        var directives = ParseDirectives(isConstant: true);
        return new InputDeclaration(From(start), description, name, type, defaultValue, directives);
    }

    private EnumValueDeclaration ParseEnumValue()
    {
        var start = _token;
        var description = ParseDescription();
        if (IsKeyword("true"u8) || IsKeyword("false"u8) || IsKeyword("null"u8))
        {
            FailAt(
                _token.Start,
                $"Name \"{Shown(TextOf(_token))}\" is reserved and cannot be used for an enum value.");
        }

        var name = ParseName();
        var directives = ParseDirectives(isConstant: true);
        return new EnumValueDeclaration(From(start), description, name, directives);
    }

    /// <summary>An extension has to extend something.</summary>
    private void RequireContent(bool isExtension, int content)
    {
        if (isExtension && content == 0)
        {
            Unexpected();
        }
    }
}
