using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation;

/// <summary>Shows what the walk comes across to every rule, with the types and uses kept up to date around them.
/// </summary>
internal sealed class ValidationWalk(ValidationContext context, ValidationRule[] rules) : SyntaxVisitor
{
    private readonly TypeTracker _types = context.Types;
    private readonly DefinitionUses _uses = context.Uses;

    public override void Enter(Document document)
    {
        foreach (var rule in rules)
        {
            rule.Enter(document);
        }
    }

    public override void Leave(Document document)
    {
        foreach (var rule in rules)
        {
            rule.Leave(document);
        }
    }

    public override void Enter(Definition definition)
    {
        _types.Enter(definition);
        _uses.Enter(definition);
        foreach (var rule in rules)
        {
            rule.Enter(definition);
        }
    }

    public override void Leave(Definition definition)
    {
        foreach (var rule in rules)
        {
            rule.Leave(definition);
        }

        _types.Leave(definition);
        HasEnough = context.IsFull;
    }

    public override void Enter(VariableDefinition variable)
    {
        _types.Enter(variable);
        foreach (var rule in rules)
        {
            rule.Enter(variable);
        }
    }

    public override void Leave(VariableDefinition variable)
    {
        foreach (var rule in rules)
        {
            rule.Leave(variable);
        }

        _types.LeaveInput();
    }

    public override void Enter(SelectionSet selectionSet)
    {
        _types.EnterSelectionSet();
        foreach (var rule in rules)
        {
            rule.Enter(selectionSet);
        }
    }

    public override void Leave(SelectionSet selectionSet)
    {
        foreach (var rule in rules)
        {
            rule.Leave(selectionSet);
        }

        _types.LeaveSelectionSet();
    }

    public override void Enter(Selection.Field field)
    {
        _types.Enter(field);
        foreach (var rule in rules)
        {
            rule.Enter(field);
        }
    }

    public override void Leave(Selection.Field field)
    {
        foreach (var rule in rules)
        {
            rule.Leave(field);
        }

        _types.LeaveField();
        HasEnough = context.IsFull;
    }

    public override void Enter(Selection.FragmentSpread spread)
    {
        _uses.Add(spread);
        foreach (var rule in rules)
        {
            rule.Enter(spread);
        }
    }

    public override void Leave(Selection.FragmentSpread spread)
    {
        foreach (var rule in rules)
        {
            rule.Leave(spread);
        }

        HasEnough = context.IsFull;
    }

    public override void Enter(Selection.InlineFragment fragment)
    {
        _types.Enter(fragment);
        foreach (var rule in rules)
        {
            rule.Enter(fragment);
        }
    }

    public override void Leave(Selection.InlineFragment fragment)
    {
        foreach (var rule in rules)
        {
            rule.Leave(fragment);
        }

        _types.LeaveInlineFragment();
    }

    public override void Enter(SyntaxList<Directive> directives, SyntaxNode owner)
    {
        foreach (var rule in rules)
        {
            rule.Enter(directives, owner);
        }
    }

    public override void Enter(Directive directive)
    {
        _types.Enter(directive);
        foreach (var rule in rules)
        {
            rule.Enter(directive);
        }
    }

    public override void Leave(Directive directive)
    {
        foreach (var rule in rules)
        {
            rule.Leave(directive);
        }

        _types.LeaveDirective();
    }

    public override void Enter(Argument argument)
    {
        _types.Enter(argument);
        foreach (var rule in rules)
        {
            rule.Enter(argument);
        }
    }

    public override void Leave(Argument argument)
    {
        foreach (var rule in rules)
        {
            rule.Leave(argument);
        }

        _types.LeaveInput();
    }

    public override void Enter(Value value)
    {
        foreach (var rule in rules)
        {
            rule.Enter(value);
        }

        switch (value)
        {
            case Value.Variable variable:
                _uses.Add(new VariableUse(variable, _types.Input));
                break;
            case Value.List:
                _types.EnterListItems();
                break;
        }
    }

    public override void Leave(Value value)
    {
        if (value is Value.List)
        {
            _types.LeaveInput();
        }

        foreach (var rule in rules)
        {
            rule.Leave(value);
        }
    }

    public override void Enter(ObjectField field)
    {
        _types.Enter(field);
        foreach (var rule in rules)
        {
            rule.Enter(field);
        }
    }

    public override void Leave(ObjectField field)
    {
        foreach (var rule in rules)
        {
            rule.Leave(field);
        }

        _types.LeaveInput();
    }

    public override void Enter(TypeReference.Named type)
    {
        foreach (var rule in rules)
        {
            rule.Enter(type);
        }
    }

    public override void Enter(FieldDeclaration field)
    {
        foreach (var rule in rules)
        {
            rule.Enter(field);
        }
    }

    public override void Leave(FieldDeclaration field)
    {
        foreach (var rule in rules)
        {
            rule.Leave(field);
        }
    }

    public override void Enter(InputDeclaration input)
    {
        foreach (var rule in rules)
        {
            rule.Enter(input);
        }
    }

    public override void Leave(InputDeclaration input)
    {
        foreach (var rule in rules)
        {
            rule.Leave(input);
        }
    }

    public override void Enter(EnumValueDeclaration value)
    {
        foreach (var rule in rules)
        {
            rule.Enter(value);
        }
    }

    public override void Leave(EnumValueDeclaration value)
    {
        foreach (var rule in rules)
        {
            rule.Leave(value);
        }
    }
}
