namespace Attribution.GraphQL.Language;

/// <summary>
/// The one traversal of a document, depth first in the order of the source. Its recursion is as deep as the document,
/// which <see cref="ParserLimits.MaxDepth"/> bounds. This part walks executable documents.
/// </summary>
public readonly ref partial struct SyntaxWalk
{
    private readonly SyntaxVisitor _visitor;

    private SyntaxWalk(SyntaxVisitor visitor) => _visitor = visitor;

    /// <summary>Shows every node of a document to a visitor.</summary>
    public static void Visit(Document document, SyntaxVisitor visitor)
    {
        visitor.Enter(document);
        foreach (var definition in document.Definitions)
        {
            Visit(definition, visitor);
        }

        if (!visitor.HasEnough)
        {
            visitor.Leave(document);
        }
    }

    /// <summary>Shows one definition and what is in it to a visitor.</summary>
    public static void Visit(Definition definition, SyntaxVisitor visitor)
    {
        if (visitor.HasEnough)
        {
            return;
        }

        visitor.Enter(definition);
        new SyntaxWalk(visitor).VisitChildren(definition);
        if (!visitor.HasEnough)
        {
            visitor.Leave(definition);
        }
    }

    private void VisitChildren(Definition definition)
    {
        switch (definition)
        {
            case Definition.Operation operation:
                VisitVariables(operation.Variables);
                Visit(operation.Directives, operation);
                Visit(operation.SelectionSet);
                break;
            case Definition.Fragment fragment:
                _visitor.Enter(fragment.TypeCondition);
                Visit(fragment.Directives, fragment);
                Visit(fragment.SelectionSet);
                break;
            default:
                VisitTypeSystem(definition);
                break;
        }
    }

    private void VisitVariables(SyntaxList<VariableDefinition> variables)
    {
        foreach (var variable in variables)
        {
            _visitor.Enter(variable);
            Visit(variable.Type);
            if (variable.DefaultValue is not null)
            {
                Visit(variable.DefaultValue);
            }

            Visit(variable.Directives, variable);
            _visitor.Leave(variable);
        }
    }

    private void Visit(SelectionSet selectionSet)
    {
        _visitor.Enter(selectionSet);
        foreach (var selection in selectionSet.Selections)
        {
            if (_visitor.HasEnough)
            {
                return;
            }

            Visit(selection);
        }

        _visitor.Leave(selectionSet);
    }

    private void Visit(Selection selection)
    {
        switch (selection)
        {
            case Selection.Field field:
                VisitField(field);
                break;
            case Selection.FragmentSpread spread:
                _visitor.Enter(spread);
                Visit(spread.Directives, spread);
                _visitor.Leave(spread);
                break;
            case Selection.InlineFragment fragment:
                VisitInlineFragment(fragment);
                break;
        }
    }

    private void VisitField(Selection.Field field)
    {
        _visitor.Enter(field);
        Visit(field.Arguments);
        Visit(field.Directives, field);
        if (field.SelectionSet is not null)
        {
            Visit(field.SelectionSet);
        }

        _visitor.Leave(field);
    }

    private void VisitInlineFragment(Selection.InlineFragment fragment)
    {
        _visitor.Enter(fragment);
        if (fragment.TypeCondition is not null)
        {
            _visitor.Enter(fragment.TypeCondition);
        }

        Visit(fragment.Directives, fragment);
        Visit(fragment.SelectionSet);
        _visitor.Leave(fragment);
    }

    private void Visit(SyntaxList<Directive> directives, SyntaxNode owner)
    {
        if (directives.Count > 0)
        {
            _visitor.Enter(directives, owner);
        }

        foreach (var directive in directives)
        {
            _visitor.Enter(directive);
            Visit(directive.Arguments);
            _visitor.Leave(directive);
        }
    }

    private void Visit(SyntaxList<Argument> arguments)
    {
        foreach (var argument in arguments)
        {
            _visitor.Enter(argument);
            Visit(argument.Value);
            _visitor.Leave(argument);
        }
    }

    private void Visit(Value value)
    {
        _visitor.Enter(value);
        switch (value)
        {
            case Value.List list:
                foreach (var item in list.Items)
                {
                    Visit(item);
                }

                break;
            case Value.Object input:
                VisitFields(input.Fields);
                break;
        }

        _visitor.Leave(value);
    }

    private void VisitFields(SyntaxList<ObjectField> fields)
    {
        foreach (var field in fields)
        {
            _visitor.Enter(field);
            Visit(field.Value);
            _visitor.Leave(field);
        }
    }

    private void Visit(TypeReference type)
    {
        while (type is not TypeReference.Named)
        {
            type = type is TypeReference.List list ? list.Item : ((TypeReference.NonNull)type).Inner;
        }

        _visitor.Enter((TypeReference.Named)type);
    }
}
