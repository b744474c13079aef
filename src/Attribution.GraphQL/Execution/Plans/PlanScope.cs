using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// What a plan is made for: the document, and the values of the variables that decide what is selected. Those that were
/// asked for become the plan's <see cref="Guards"/>: it serves every request in which they have the same values.
/// </summary>
internal sealed class PlanScope(
    Schema schema, ParsedDocument document, VariableValues variables, OperationLimits limits, bool isIncremental)
{
    private readonly List<PlanGuard> _guards = [];
    private readonly HashSet<Selection> _aliases = new(ReferenceEqualityComparer.Instance);
    private int _selections;

    public Schema Schema { get; } = schema;

    public ParsedDocument Document { get; } = document;

    /// <summary>What the plan took for granted.</summary>
    public IReadOnlyList<PlanGuard> Guards => _guards;

    public OperationLimits Limits { get; } = limits;

    /// <summary>Whether the client takes parts of the response later.</summary>
    public bool IsIncremental => isIncremental;

    /// <summary>Whether the operation would like parts of the response to come later.</summary>
    public bool HasLater { get; private set; }

    /// <summary>Why there will be no plan: a limit is passed, or a condition is null and must not be. What is made
    /// after that is of no use.</summary>
    public GraphQLError? Error { get; private set; }

    /// <summary>Counts one selection; false when the plan will come to nothing.</summary>
    public bool Take(Selection selection)
    {
        if (++_selections > Limits.MaxSelections)
        {
            Refuse(
                $"The operation makes more than {Limits.MaxSelections} selections with its fragments spread out.",
                ErrorCodes.TooComplex,
                selection);
        }
        else if (selection is Selection.Field { Alias: not null }
            && _aliases.Add(selection) && _aliases.Count > Limits.MaxAliases)
        {
            Refuse(
                $"The operation has more than {Limits.MaxAliases} aliases.", ErrorCodes.TooManyAliases, selection);
        }
        else if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Refuse("The fragments of the operation are too deep inside one another.", ErrorCodes.TooDeep, selection);
        }

        return Error is null;
    }

    /// <summary>Holds a field against the limits of fields.</summary>
    public void Take(FieldSite site, int siblings)
    {
        if (site.Depth > Limits.MaxDepth)
        {
            Refuse($"The operation nests deeper than {Limits.MaxDepth} fields.", ErrorCodes.TooDeep, site.Nodes[0]);
        }
        else if (site.Depth == 1 && siblings > Limits.MaxRootFields)
        {
            Refuse(
                $"The operation has {siblings} root fields; at most {Limits.MaxRootFields} are allowed.",
                ErrorCodes.TooManyRootFields,
                site.Nodes[0]);
        }
        else if (ListSize.ProblemOf(site) is { } problem)
        {
            Refuse(problem, ErrorCodes.SlicingArgumentRequired, site.Nodes[0]);
        }
    }

    /// <summary>The <c>@defer</c> that applies to a fragment; null when the fragment is not to be deferred.</summary>
    public Directive? DeferOf(SyntaxList<Directive> directives)
    {
        if (SpecifiedDirectives.Find(directives, "defer"u8) is not { } defer || !Condition(defer))
        {
            return null;
        }

        HasLater = true;
        return isIncremental ? defer : null;
    }

    /// <summary>How the list of a field is to be streamed; null when it comes whole.</summary>
    public StreamWish? StreamOf(FieldSite site)
    {
        var stream = SpecifiedDirectives.Find(site.Nodes[0].Directives, "stream"u8);
        if (stream is null || !Condition(stream))
        {
            return null;
        }

        HasLater = true;
        return isIncremental ? new StreamWish(InitialCountOf(stream), LabelOf(stream)) : null;
    }

    /// <summary>What the document calls a part that comes later.</summary>
    public static string? LabelOf(Directive directive) =>
        ArgumentOf(directive, "label"u8) is Value.String label ? label.Text : null;

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

    private int InitialCountOf(Directive stream)
    {
        var given = ArgumentOf(stream, "initialCount"u8);
        var literal = given is Value.Variable variable && !variables.TryGet(variable.Name, out _) ? null : given;
        var count = literal switch
        {
            null => 0,
            Value.Variable known => Guarded(known) as int?,
            Value.Int number => NumberOf(number),
            _ => null,
        };
        if (count is >= 0)
        {
            return count.Value;
        }

        Refuse("Argument \"initialCount\" of \"@stream\" has to be 0 or more.", ErrorCodes.BadUserInput, stream);
        return 0;
    }

    private static int NumberOf(Value.Int literal) => int.Parse(
        literal.Location.Utf8, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private object? Guarded(Value.Variable variable)
    {
        var value = variables.TryGet(variable.Name, out var given) ? given.Value.Coerced : null;
        var guard = new PlanGuard(variable.Name, value);
        if (!_guards.Contains(guard))
        {
            _guards.Add(guard);
        }

        return value;
    }

    private static Value? ArgumentOf(Directive directive, ReadOnlySpan<byte> name)
    {
        foreach (var argument in directive.Arguments)
        {
            if (argument.Name.Is(name))
            {
                return argument.Value;
            }
        }

        return null;
    }

    private bool ValueOf(Value.Variable variable)
    {
        if (variables.TryGet(variable.Name, out var value) && value.Value.Coerced is bool)
        {
            return Guarded(variable) is true;
        }

        Refuse(
            $"Argument \"if\" of required type \"Boolean!\" is the variable \"${variable.Name}\", which is null or "
            + "missing.",
            ErrorCodes.BadUserInput,
            variable);
        return false;
    }

    private void Refuse(string problem, string code, SyntaxNode node) =>
        Error ??= new GraphQLError(problem, code, node.Location);
}

/// <summary>The value that a variable must have for a plan to serve a request.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlanGuard(Name Variable, object? Value)
{
    public bool Holds(VariableValues variables) =>
        Equals(variables.TryGet(Variable, out var value) ? value.Value.Coerced : null, Value);
}
