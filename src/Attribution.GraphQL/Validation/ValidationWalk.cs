using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation;

/// <summary>Shows what the walk comes across to the rules that look at it, with the types and uses kept up to date
/// around them.</summary>
internal sealed class ValidationWalk : SyntaxVisitor
{
    private readonly ValidationContext _context;
    private readonly TypeTracker _types;
    private readonly DefinitionUses _uses;
    private readonly ILeave<Document>[] _leaveDocument;
    private readonly IEnter<Document>[] _enterDocument;
    private readonly IEnter<Definition>[] _enterDefinition;
    private readonly IEnter<VariableDefinition>[] _enterVariable;
    private readonly IEnter<SelectionSet>[] _enterSelectionSet;
    private readonly IEnter<Selection.Field>[] _enterField;
    private readonly ILeave<Selection.Field>[] _leaveField;
    private readonly IEnter<Selection.FragmentSpread>[] _enterSpread;
    private readonly IEnter<Selection.InlineFragment>[] _enterInlineFragment;
    private readonly IEnterDirectives[] _enterDirectives;
    private readonly IEnter<Directive>[] _enterDirective;
    private readonly ILeave<Directive>[] _leaveDirective;
    private readonly IEnter<Argument>[] _enterArgument;
    private readonly IEnter<Value>[] _enterValue;
    private readonly IEnter<ObjectField>[] _enterObjectField;
    private readonly IEnter<TypeReference.Named>[] _enterNamedType;

    public ValidationWalk(ValidationContext context, RuleSet rules)
    {
        _context = context;
        _types = context.Types;
        _uses = context.Uses;
        var made = rules.Create(context);
        _enterDocument = rules.Select<IEnter<Document>>(made);
        _leaveDocument = rules.Select<ILeave<Document>>(made);
        _enterDefinition = rules.Select<IEnter<Definition>>(made);
        _enterVariable = rules.Select<IEnter<VariableDefinition>>(made);
        _enterSelectionSet = rules.Select<IEnter<SelectionSet>>(made);
        _enterField = rules.Select<IEnter<Selection.Field>>(made);
        _leaveField = rules.Select<ILeave<Selection.Field>>(made);
        _enterSpread = rules.Select<IEnter<Selection.FragmentSpread>>(made);
        _enterInlineFragment = rules.Select<IEnter<Selection.InlineFragment>>(made);
        _enterDirectives = rules.Select<IEnterDirectives>(made);
        _enterDirective = rules.Select<IEnter<Directive>>(made);
        _leaveDirective = rules.Select<ILeave<Directive>>(made);
        _enterArgument = rules.Select<IEnter<Argument>>(made);
        _enterValue = rules.Select<IEnter<Value>>(made);
        _enterObjectField = rules.Select<IEnter<ObjectField>>(made);
        _enterNamedType = rules.Select<IEnter<TypeReference.Named>>(made);
    }

    public override void Enter(Document document) => Enter(_enterDocument, document);

    public override void Leave(Document document) => Leave(_leaveDocument, document);

    public override void Enter(Definition definition)
    {
        _types.Enter(definition);
        _uses.Enter(definition);
        Enter(_enterDefinition, definition);
    }

    public override void Leave(Definition definition) => _types.Leave(definition);

    public override void Enter(VariableDefinition variable)
    {
        _types.Enter(variable);
        Enter(_enterVariable, variable);
    }

    public override void Leave(VariableDefinition variable) => _types.LeaveInput();

    public override void Enter(SelectionSet selectionSet)
    {
        _types.EnterSelectionSet();
        Enter(_enterSelectionSet, selectionSet);
    }

    public override void Leave(SelectionSet selectionSet) => _types.LeaveSelectionSet();

    public override void Enter(Selection.Field field)
    {
        _types.Enter(field);
        Enter(_enterField, field);
    }

    public override void Leave(Selection.Field field)
    {
        Leave(_leaveField, field);
        _types.LeaveField();
    }

    public override void Enter(Selection.FragmentSpread spread)
    {
        _uses.Add(spread);
        Enter(_enterSpread, spread);
    }

    public override void Enter(Selection.InlineFragment fragment)
    {
        _types.Enter(fragment);
        Enter(_enterInlineFragment, fragment);
    }

    public override void Leave(Selection.InlineFragment fragment) => _types.LeaveInlineFragment();

    public override void Enter(SyntaxList<Directive> directives, SyntaxNode owner)
    {
        foreach (var rule in _enterDirectives)
        {
            rule.Enter(directives, owner);
        }
    }

    public override void Enter(Directive directive)
    {
        _types.Enter(directive);
        Enter(_enterDirective, directive);
    }

    public override void Leave(Directive directive)
    {
        Leave(_leaveDirective, directive);
        _types.LeaveDirective();
    }

    public override void Enter(Argument argument)
    {
        _types.Enter(argument);
        Enter(_enterArgument, argument);
    }

    public override void Leave(Argument argument) => _types.LeaveInput();

    public override void Enter(Value value)
    {
        Enter(_enterValue, value);
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
    }

    public override void Enter(ObjectField field)
    {
        _types.Enter(field);
        Enter(_enterObjectField, field);
    }

    public override void Leave(ObjectField field) => _types.LeaveInput();

    public override void Enter(TypeReference.Named type) => Enter(_enterNamedType, type);

    private void Enter<T>(IEnter<T>[] rules, T node)
        where T : SyntaxNode
    {
        foreach (var rule in rules)
        {
            rule.Enter(node);
        }

        HasEnough = _context.IsFull;
    }

    private static void Leave<T>(ILeave<T>[] rules, T node)
        where T : SyntaxNode
    {
        foreach (var rule in rules)
        {
            rule.Leave(node);
        }
    }
}
