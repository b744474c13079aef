using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Every required argument is given (section 5.4.3 "Required Arguments").</summary>
internal sealed class ProvidedRequiredArguments(ValidationContext context)
    : ValidationRule(context), ILeave<Selection.Field>, ILeave<Directive>
{
    public void Leave(Selection.Field field)
    {
        foreach (var argument in Context.Types.Field is { } definition ? definition.Arguments.AsSpan() : [])
        {
            if (argument.IsRequired && !IsGiven(field.Arguments, argument.Key))
            {
                Report($"Field \"{field.Name}\"", argument, field.Location);
            }
        }
    }

    public void Leave(Directive directive)
    {
        foreach (var argument in Context.Types.Directive is { } definition ? definition.Arguments.AsSpan() : [])
        {
            if (argument.IsRequired && !IsGiven(directive.Arguments, argument.Key))
            {
                Report($"Directive \"@{directive.Name}\"", argument, directive.Location);
            }
        }
    }

    private void Report(string owner, InputDefinition argument, Location place) => Context.Report(
        $"{owner} argument \"{argument.Name}\" of type \"{argument.Type}\" is required, but it was not provided.",
        place);

    private static bool IsGiven(SyntaxList<Argument> given, Name name)
    {
        foreach (var argument in given)
        {
            if (argument.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}
