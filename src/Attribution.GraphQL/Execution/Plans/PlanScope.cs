using System.Runtime.InteropServices;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// What a plan is made for: the document, and the values of the variables that decide what is selected. Those that were
/// asked for become the plan's <see cref="Guards"/>: it serves every request in which they have the same values.
/// </summary>
internal sealed class PlanScope(Schema schema, ParsedDocument document, VariableValues variables, int maxSelections)
{
    private readonly List<PlanGuard> _guards = [];
    private int _selections;

    public Schema Schema { get; } = schema;

    public ParsedDocument Document { get; } = document;

    /// <summary>What the plan took for granted.</summary>
    public IReadOnlyList<PlanGuard> Guards => _guards;

    /// <summary>Whether the plan would be larger than allowed, fragments spread out; it is of no use then.</summary>
    public bool IsTooLarge => _selections > maxSelections;

    /// <summary>The condition that is null and must not be, as the client is told.</summary>
    public string? Problem { get; private set; }

    /// <summary>Counts one selection; false when there are too many.</summary>
    public bool Spend() => ++_selections <= maxSelections;

    /// <summary>Sections 3.13.1 "@skip" and 3.13.2 "@include".</summary>
    public bool Includes(SyntaxList<Directive> directives)
    {
        foreach (var directive in directives)
        {
            if (directive.Name.Is("skip"u8) && Condition(directive)
                || directive.Name.Is("include"u8) && !Condition(directive))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of a directive's <c>if</c>; true when it has none.</summary>
    public bool Condition(Directive directive)
    {
        foreach (var argument in directive.Arguments)
        {
            if (argument.Name.Is("if"u8))
            {
                return argument.Value is Value.Variable variable
                    ? ValueOf(variable)
                    : argument.Value is Value.Boolean { IsTrue: true };
            }
        }

        return true;
    }

    private bool ValueOf(Value.Variable variable)
    {
        var given = variables.TryGet(variable.Name, out var value) ? value.Value.Coerced as bool? : null;
        if (given is not { } isTrue)
        {
            Problem ??= $"Argument \"if\" of required type \"Boolean!\" is the variable \"${variable.Name}\", "
                + "which is null or missing.";
            return false;
        }

        var guard = new PlanGuard(variable.Name, isTrue);
        if (!_guards.Contains(guard))
        {
            _guards.Add(guard);
        }

        return isTrue;
    }
}

/// <summary>The value that a variable must have for a plan to serve a request.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlanGuard(Name Variable, bool Value)
{
    public bool Holds(VariableValues variables) =>
        variables.TryGet(Variable, out var value) && value.Value.Coerced is bool given && given == Value;
}
