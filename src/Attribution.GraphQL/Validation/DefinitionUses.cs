using System.Runtime.InteropServices;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation;

/// <summary>A variable where it is used, and what that place takes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VariableUse(Value.Variable Variable, InputPlace Place);

/// <summary>
/// The variables and fragments that each operation and fragment of a document uses. Collected during the one walk, so
/// that the rules which follow fragments never walk them again.
/// </summary>
internal sealed class DefinitionUses(ValidationContext context)
{
    private static readonly Uses Nothing = new();

    private readonly Dictionary<Definition, Uses> _byDefinition = new(ReferenceEqualityComparer.Instance);
    private Uses _current = Nothing;

    public void Enter(Definition definition)
    {
        _current = new Uses();
        _byDefinition.Add(definition, _current);
    }

    public void Add(Selection.FragmentSpread spread) => _current.Spreads.Add(spread);

    public void Add(VariableUse use) => _current.Variables.Add(use);

    /// <summary>The fragments that a definition itself spreads.</summary>
    public IReadOnlyList<Selection.FragmentSpread> SpreadsOf(Definition definition) => Of(definition).Spreads;

    /// <summary>The variables that an operation uses, its fragments included: those first that it names itself.
    /// </summary>
    public IEnumerable<VariableUse> VariablesOf(Definition.Operation operation)
    {
        var variables = FragmentsOf([operation]).SelectMany(fragment => Of(fragment).Variables);
        foreach (var use in Of(operation).Variables.Concat(variables))
        {
            context.CountStep();
            yield return use;
        }
    }

    /// <summary>The fragments that operations need, each once.</summary>
    public IEnumerable<Definition.Fragment> FragmentsOf(IEnumerable<Definition.Operation> operations)
    {
        var seen = new HashSet<Name>();
        var toVisit = new Stack<Definition>(operations);
        while (toVisit.TryPop(out var definition))
        {
            foreach (var spread in Of(definition).Spreads)
            {
                if (seen.Add(spread.Name) && context.FindFragment(spread.Name) is { } fragment)
                {
                    toVisit.Push(fragment);
                    yield return fragment;
                }
            }
        }
    }

    private Uses Of(Definition definition) => _byDefinition.GetValueOrDefault(definition, Nothing);

    private sealed class Uses
    {
        public List<Selection.FragmentSpread> Spreads { get; } = [];

        public List<VariableUse> Variables { get; } = [];
    }
}
