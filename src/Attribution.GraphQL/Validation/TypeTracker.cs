using System.Runtime.InteropServices;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation;

/// <summary>
/// Knows, while a document is walked, what type is selected from and what type a value has to have. Everything is null
/// where the document names what the schema does not have: other rules say so, this one stays silent.
/// </summary>
internal sealed class TypeTracker(Schema? schema)
{
    private readonly Stack<GraphType?> _outputs = new();
    private readonly Stack<CompositeType?> _parents = new();
    private readonly Stack<FieldDefinition?> _fields = new();
    private readonly Stack<InputPlace> _inputs = new();

    /// <summary>The type whose fields are selected.</summary>
    public CompositeType? Parent => Top(_parents);

    /// <summary>The type of the field, or the condition of the fragment, that the walk is in.</summary>
    public GraphType? Output => Top(_outputs);

    /// <summary>The field that the walk is in.</summary>
    public FieldDefinition? Field => Top(_fields);

    /// <summary>The directive that the walk is in.</summary>
    public DirectiveDefinition? Directive { get; private set; }

    /// <summary>Whether the walk is in a directive, known or not.</summary>
    public bool IsInDirective { get; private set; }

    /// <summary>The place of the value that the walk is at.</summary>
    public InputPlace Input => Top(_inputs);

    /// <summary>The argument or input field that the walk is in.</summary>
    public InputDefinition? InputDefinition => Input.Definition;

    public void Enter(Definition definition)
    {
        switch (definition)
        {
            case Definition.Operation operation:
                _outputs.Push(schema?.RootType(operation.Kind));
                break;
            case Definition.Fragment fragment:
                _outputs.Push(schema?.Types.Find(fragment.TypeCondition.Name));
                break;
        }
    }

    public void Leave(Definition definition)
    {
        if (definition is Definition.Operation or Definition.Fragment)
        {
            _outputs.Pop();
        }
    }

    public void EnterSelectionSet() => _parents.Push(Output?.Named as CompositeType);

    public void LeaveSelectionSet() => _parents.Pop();

    public void Enter(Selection.Field field)
    {
        var definition = Parent is { } parent ? schema?.FieldOf(parent, field.Name) : null;
        _fields.Push(definition);
        _outputs.Push(definition?.Type is { IsOutput: true } type ? type : null);
    }

    public void LeaveField()
    {
        _fields.Pop();
        _outputs.Pop();
    }

    public void Enter(Selection.InlineFragment fragment) => _outputs.Push(
        fragment.TypeCondition is { } condition ? schema?.Types.Find(condition.Name) : Output?.Named);

    public void LeaveInlineFragment() => _outputs.Pop();

    public void Enter(Directive directive)
    {
        Directive = schema?.Directives.Find(directive.Name);
        IsInDirective = true;
    }

    public void LeaveDirective()
    {
        Directive = null;
        IsInDirective = false;
    }

    public void Enter(VariableDefinition variable) =>
        _inputs.Push(new InputPlace(InputOnly(schema?.TypeOf(variable.Type)), Definition: null, Parent: null));

    public void Enter(Argument argument)
    {
        var arguments = IsInDirective ? Directive?.Arguments : Field?.Arguments;
        var definition = arguments?.Find(argument.Name);
        _inputs.Push(new InputPlace(InputOnly(definition?.Type), definition, Parent: null));
    }

    public void EnterListItems() => _inputs.Push(
        new InputPlace(Input.Type?.Nullable is ListType list ? list.Item : Input.Type, Definition: null, Parent: null));

    public void Enter(ObjectField field)
    {
        var parent = Input.Type?.Named as InputObjectType;
        var definition = parent?.Fields.Find(field.Name);
        _inputs.Push(new InputPlace(InputOnly(definition?.Type), definition, parent));
    }

    public void LeaveInput() => _inputs.Pop();

    private static GraphType? InputOnly(GraphType? type) => type is { IsInput: true } ? type : null;

    private static T? Top<T>(Stack<T> stack) => stack.TryPeek(out var top) ? top : default;
}

/// <summary>A place that a value stands in.</summary>
/// <param name="Type">The type the value has to have.</param>
/// <param name="Definition">The argument or input field it is given to; null for list items and default values.</param>
/// <param name="Parent">The input object that the place is a field of.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct InputPlace(GraphType? Type, InputDefinition? Definition, InputObjectType? Parent);
