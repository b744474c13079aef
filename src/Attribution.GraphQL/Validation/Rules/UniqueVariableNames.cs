using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>An operation defines no variable twice (section 5.8.1 "Variable Uniqueness").</summary>
internal sealed class UniqueVariableNames(ValidationContext context) : ValidationRule(context), IEnter<Definition>
{
    public void Enter(Definition definition)
    {
        if (definition is not Definition.Operation operation)
        {
            return;
        }

        foreach (var (name, places) in Duplicates.Of(operation.Variables, variable => variable.Variable.Name))
        {
            Context.Report($"There can be only one variable named \"${name}\".", places);
        }
    }
}
