using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>The schema has a root type for each operation's kind (section 5.2.1.1 "Operation Type Existence").
/// </summary>
internal sealed class KnownOperationTypes(ValidationContext context) : ValidationRule(context), IEnter<Definition>
{
    public void Enter(Definition definition)
    {
        if (definition is Definition.Operation operation && Context.Schema.RootType(operation.Kind) is null)
        {
            Context.Report(
                $"The schema does not take {operation.Kind.Keyword()} operations.",
                operation.Location);
        }
    }
}
