using System.Diagnostics.CodeAnalysis;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// The arguments of one field of a plan (section 6.4.1 "Coercing Field Arguments"). Those without variables are read
/// once, when the plan is made; the others once per request, however many parents the field has.
/// </summary>
internal sealed class CallPlan
{
    private readonly Schema _schema;
    private readonly InputValues? _constant;
    private readonly IReadOnlyList<InputKey> _keys;
    private readonly FieldDefinition _field;
    private readonly SyntaxList<Argument> _arguments;
    private readonly IReadOnlySet<string> _selected;
    private readonly FieldSite _site;
    private readonly int _slot;

    /// <param name="scope">What the plan is made for.</param>
    /// <param name="site">The field.</param>
    /// <param name="keys">The arguments its resolver reads.</param>
    /// <param name="slot">Where a run keeps the call.</param>
    public CallPlan(PlanScope scope, FieldSite site, IReadOnlyList<InputKey> keys, int slot)
    {
        _schema = scope.Schema;
        _selected = SelectedNames.Of(site, scope);
        _keys = keys;
        _site = site;
        _slot = slot;
        _field = site.Field.TwinOf ?? site.Field;
        _arguments = site.Nodes[0].Arguments;
        if (keys.Count == 0)
        {
            _constant = InputValues.None;
        }
        else if (!_arguments.Any(argument => LiteralVariables.Holds(argument.Value)))
        {
            _constant = Read(VariableValues.None, out _);
        }
    }

    /// <summary>The call that all parents of the field share; false when an argument cannot be read.</summary>
    public bool TryGet(
        ExecutionState state, [NotNullWhen(true)] out FieldCall? call, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        call = state.Slots[_slot] as FieldCall;
        if (call is not null)
        {
            return true;
        }

        if ((_constant ?? Read(state.Variables, out problem)) is not { } arguments)
        {
            problem ??= "An argument has a value that its type does not take.";
            return false;
        }

        call = new FieldCall(_schema, arguments, _selected, _site, state);
        state.Slots[_slot] = call;
        problem = null;
        return true;
    }

    private InputValues? Read(VariableValues variables, out string? problem)
    {
        var values = new object?[_keys.Count];
        var given = new bool[_keys.Count];
        foreach (var key in _keys)
        {
            var definition = _field.Arguments.Find(key.Name)!;
            given[key.Index] = TryRead(definition, variables, out var coerced, out problem);
            if (problem is not null)
            {
                return null;
            }

            values[key.Index] = key.Read(coerced);
        }

        problem = null;
        return new InputValues(values, given);
    }

    private bool TryRead(
        InputDefinition definition, VariableValues variables, out object? coerced, out string? problem)
    {
        coerced = null;
        var reader = new LiteralReader(variables);
        var literal = Find(definition, reader, out problem) ?? definition.DefaultValue;
        if (problem is null && literal is null && definition.IsRequired)
        {
            problem = $"Argument \"{definition}\" of required type \"{definition.Type}\" was not provided.";
        }

        if (problem is not null || literal is null)
        {
            return false;
        }

        coerced = reader.Read(definition.Type, literal);
        problem = reader.Problem is null ? null : $"Argument \"{definition}\" has invalid value: {reader.Problem}";
        return problem is null;
    }

    private Value? Find(InputDefinition definition, LiteralReader reader, out string? problem)
    {
        Value? found = null;
        problem = null;
        foreach (var argument in _arguments)
        {
            if (!IsFor(argument, definition) || !reader.IsGiven(argument.Value))
            {
                continue;
            }

            problem = found is null ? null : TwoSpellings.Problem(definition.Name, "argument");
            found = argument.Value;
        }

        return found;
    }

    private bool IsFor(Argument argument, InputDefinition definition) =>
        _field.Arguments.Find(argument.Name) is { } named && (named.TwinOf ?? named) == definition;
}
