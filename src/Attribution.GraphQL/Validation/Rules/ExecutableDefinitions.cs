using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>A document to be executed defines operations and fragments only (section 5.1.1).</summary>
internal sealed class ExecutableDefinitions(ValidationContext context) : ValidationRule(context), IEnter<Definition>
{
    public void Enter(Definition definition)
    {
        var subject = definition switch
        {
            Definition.Schema => "schema",
            Definition.Type type => $"\"{type.Name}\"",
            Definition.Directive directive => $"\"{directive.Name}\"",
            _ => null,
        };
        if (subject is not null)
        {
            Context.Report($"The {subject} definition is not executable.", definition.Location);
        }
    }
}
