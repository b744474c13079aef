using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Variables have input types (section 5.8.2).</summary>
internal sealed class VariablesAreInputTypes(ValidationContext context)
    : ValidationRule(context), IEnter<VariableDefinition>
{
    public void Enter(VariableDefinition variable)
    {
        if (Context.Schema.TypeOf(variable.Type) is { IsInput: false } type)
        {
            Context.Report(
                $"Variable \"${variable.Variable.Name}\" cannot be non-input type \"{type}\".", variable.Type.Location);
        }
    }
}
