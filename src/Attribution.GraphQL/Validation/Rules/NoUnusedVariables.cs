using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Every variable that an operation defines is used (section 5.8.4 "All Variables Used").</summary>
internal sealed class NoUnusedVariables(ValidationContext context) : ValidationRule(context), ILeave<Document>
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
        var used = Context.Uses.VariablesOf(operation).Select(use => use.Variable.Name).ToHashSet();
        foreach (var variable in operation.Variables)
        {
            if (!used.Contains(variable.Variable.Name))
            {
                Context.Report(
                    operation.Name is { } name
                        ? $"Variable \"${variable.Variable.Name}\" is never used in operation \"{name}\"."
                        : $"Variable \"${variable.Variable.Name}\" is never used.",
                    variable.Location);
            }
        }
    }
}
