using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>A variable's type is one that each place it is used in takes (section 5.8.5 "All Variable Usages Are
/// Allowed").</summary>
internal sealed class VariablesInAllowedPosition(ValidationContext context)
    : ValidationRule(context), ILeave<Document>
{
    public void Leave(Document document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is Definition.Operation { Variables.Count: > 0 } operation && !Context.IsFull)
            {
                Check(operation);
            }
        }
    }

    private void Check(Definition.Operation operation)
    {
        var defined = new Dictionary<Name, VariableDefinition>(operation.Variables.Count);
        foreach (var variable in operation.Variables)
        {
            defined[variable.Variable.Name] = variable;
        }

        foreach (var use in Context.Uses.VariablesOf(operation))
        {
            if (use.Place.Type is { } placeType
                && defined.TryGetValue(use.Variable.Name, out var variable)
                && Context.Schema.TypeOf(variable.Type) is { } type)
            {
                Check(variable, type, use, placeType);
            }
        }
    }

    private void Check(VariableDefinition variable, GraphType type, VariableUse use, GraphType placeType)
    {
        if (!IsAllowed(variable, type, use.Place, placeType))
        {
            Context.Report(
                $"Variable \"${use.Variable.Name}\" of type \"{type}\" used in position expecting type "
                + $"\"{placeType}\".",
                variable.Location,
                use.Variable.Location);
        }

        if (use.Place.Parent is { IsOneOf: true } oneOf && type is not NonNullType)
        {
            Context.Report(
                $"Variable \"${use.Variable.Name}\" is of type \"{type}\" but must be non-nullable to be used for "
                + $"OneOf Input Object \"{oneOf}\".",
                variable.Location,
                use.Variable.Location);
        }
    }

    /// <summary>The specification's <c>IsVariableUsageAllowed</c>.</summary>
    private static bool IsAllowed(VariableDefinition variable, GraphType type, InputPlace place, GraphType placeType)
    {
        if (placeType is not NonNullType || type is NonNullType)
        {
            return type.IsSubtypeOf(placeType);
        }

        var variableHasDefault = variable.DefaultValue is not (null or Value.Null);
        var placeHasDefault = place.Definition?.DefaultValue is not null;
        return (variableHasDefault || placeHasDefault) && type.IsSubtypeOf(placeType.Nullable);
    }
}
