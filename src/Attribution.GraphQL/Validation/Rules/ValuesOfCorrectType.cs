using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>
/// Literals are of the type their place asks for: leaves (section 5.6.1), fields of input objects that exist (5.6.2)
/// and
/// are there when required (5.6.4), and exactly one of a <c>@oneOf</c> input object (3.10.1).
/// </summary>
internal sealed class ValuesOfCorrectType(ValidationContext context)
    : ValidationRule(context), IEnter<Argument>, IEnter<VariableDefinition>
{
    private readonly LiteralChecks _checks = new(context);

    public void Enter(Argument argument) => _checks.Check(argument.Value, Context.Types.Input.Type);

    public void Enter(VariableDefinition variable)
    {
        if (variable.DefaultValue is not null)
        {
            _checks.Check(variable.DefaultValue, Context.Types.Input.Type);
        }
    }
}
