using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Every variable that an operation or its fragments use is defined by the operation (section 5.8.3 "All
/// Variable Uses Defined").</summary>
internal sealed class NoUndefinedVariables(ValidationContext context) : ValidationRule(context), ILeave<Document>
{
    public void Leave(Document document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is Definition.Operation operation && !Context.IsFull)
            {
                Check(operation);
            }
        }
    }

    private void Check(Definition.Operation operation)
    {
        HashSet<Name>? defined = null;
        foreach (var (variable, _) in Context.Uses.VariablesOf(operation))
        {
            defined ??= [.. operation.Variables.Select(known => known.Variable.Name)];
            if (!defined.Contains(variable.Name))
            {
                Context.Report(
                    operation.Name is { } name
                        ? $"Variable \"${variable.Name}\" is not defined by operation \"{name}\"."
                        : $"Variable \"${variable.Name}\" is not defined.",
                    variable.Location,
                    operation.Location);
            }
        }
    }
}
