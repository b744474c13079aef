namespace Attribution.GraphQL.Language;

/// <summary>Documents, operations, fragments and selection sets (sections 2.2 to 2.8).</summary>
public ref partial struct Parser
{
    private Document ParseDocument()
    {
        var start = _token;
        var mark = _pending.Count;
        do
        {
            _pending.Add(ParseDefinition());
        }
        while (!Is(TokenKind.EndOfFile) && !HasFailed);

        return new Document(From(start), TakePending<Definition>(mark));
    }

    private Definition ParseDefinition()
    {
        var start = _token;
        var description = ParseDescription();
        if (description is null && Is(TokenKind.BraceLeft))
        {
            return ParseShortQuery();
        }

        if (description is not null && IsKeyword("extend"u8))
        {
            FailAt(start.Start, "Unexpected description, descriptions are supported only on definitions.");
        }

        if (Is(TokenKind.Name) && ParseOperationKind() is { } kind)
        {
            return ParseOperation(start, description, kind);
        }

        if (SkipKeyword("fragment"u8))
        {
            return ParseFragmentDefinition(start, description);
        }

        return SkipKeyword("extend"u8)
            ? ParseTypeSystemDefinition(start, description: null, isExtension: true)
            : ParseTypeSystemDefinition(start, description, isExtension: false);
    }

    private Definition.Operation ParseShortQuery()
    {
        var start = _token;
        var selectionSet = ParseSelectionSet();
        return new Definition.Operation(
            From(start), Description: null, OperationKind.Query, Name: null, [], [], selectionSet);
    }

    private Definition.Operation ParseOperation(Token start, Value.String? description, OperationKind kind)
    {
        var name = Is(TokenKind.Name) ? ParseName() : (Name?)null;
        var variables = OptionalMany(
            TokenKind.ParenthesisLeft,
            static (ref Parser parser) => parser.ParseVariableDefinition(),
            TokenKind.ParenthesisRight);
        var directives = ParseDirectives(isConstant: false);
        var selectionSet = ParseSelectionSet();
        return new Definition.Operation(From(start), description, kind, name, variables, directives, selectionSet);
    }

    private OperationKind? ParseOperationKind()
    {
        OperationKind? kind = SkipKeyword("query"u8) ? OperationKind.Query
            : SkipKeyword("mutation"u8) ? OperationKind.Mutation
            : SkipKeyword("subscription"u8) ? OperationKind.Subscription
            : null;
        return kind;
    }

    private VariableDefinition ParseVariableDefinition()
    {
        var start = _token;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseTypeReference();
        var defaultValue = Skip(TokenKind.Equals) ? ParseValue(isConstant: true) : null;
        var directives = ParseDirectives(isConstant: true);
        return new VariableDefinition(From(start), description, variable, type, defaultValue, directives);
    }

    private Definition.Fragment ParseFragmentDefinition(Token start, Value.String? description)
    {
        var name = ParseFragmentName();
        ExpectKeyword("on"u8);
        var typeCondition = ParseNamedType();
        var directives = ParseDirectives(isConstant: false);
        var selectionSet = ParseSelectionSet();
        return new Definition.Fragment(From(start), description, name, typeCondition, directives, selectionSet);
    }

    private Name ParseFragmentName()
    {
        if (IsKeyword("on"u8))
        {
            Unexpected();
        }

        return ParseName();
    }

    private SelectionSet ParseSelectionSet()
    {
        EnterNesting();
        var start = _token;
        var selections = Many(
            TokenKind.BraceLeft,
            static (ref Parser parser) => parser.ParseSelection(),
            TokenKind.BraceRight);
        LeaveNesting();
        return new SelectionSet(From(start), selections);
    }

    private Selection ParseSelection() => Is(TokenKind.Spread) ? ParseFragment() : ParseField();

    private Selection.Field ParseField()
    {
        var start = _token;
        var name = ParseName();
        Name? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = ParseName();
        }

        var arguments = ParseArguments(isConstant: false);
        var directives = ParseDirectives(isConstant: false);
        var selectionSet = Is(TokenKind.BraceLeft) ? ParseSelectionSet() : null;
        return new Selection.Field(From(start), alias, name, arguments, directives, selectionSet);
    }

    private Selection ParseFragment()
    {
        var start = Expect(TokenKind.Spread);
        var hasTypeCondition = SkipKeyword("on"u8);
        if (!hasTypeCondition && Is(TokenKind.Name))
        {
            var name = ParseFragmentName();
            var spreadDirectives = ParseDirectives(isConstant: false);
            return new Selection.FragmentSpread(From(start), name, spreadDirectives);
        }

        var typeCondition = hasTypeCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConstant: false);
        var selectionSet = ParseSelectionSet();
        return new Selection.InlineFragment(From(start), typeCondition, directives, selectionSet);
    }
}
