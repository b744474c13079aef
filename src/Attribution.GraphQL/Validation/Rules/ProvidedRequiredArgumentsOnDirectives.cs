using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>In a schema, every required argument of an applied directive is given (section 5.4.3).</summary>
internal sealed class ProvidedRequiredArgumentsOnDirectives(ValidationContext context)
    : ValidationRule(context), ILeave<Directive>
{
    private readonly DefinedDirectives _directives = new(context);

    public void Leave(Directive directive)
    {
        foreach (var argument in _directives.Find(directive.Name) ?? [])
        {
            var isRequired = argument is { Type: TypeReference.NonNull, DefaultValue: null };
            if (isRequired && !directive.Arguments.Any(given => given.Name == argument.Name))
            {
                Context.Report(
                    $"Directive \"@{directive.Name}\" argument \"{argument.Name}\" of type \"{argument.Type}\" "
                    + "is required, but it was not provided.",
                    directive.Location);
            }
        }
    }
}
