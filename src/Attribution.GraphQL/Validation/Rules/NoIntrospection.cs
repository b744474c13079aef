using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Documents do not ask about the schema: what a server that keeps its schema to itself adds to the rules of
/// the specification.</summary>
internal sealed class NoIntrospection(ValidationContext context) : ValidationRule(context), IEnter<Selection.Field>
{
    public void Enter(Selection.Field field)
    {
        if (Context.Types.Output?.Named is { IsSpecified: true } type
            && type.Name.StartsWith("__", StringComparison.Ordinal))
        {
            Context.Report(
                "GraphQL introspection has been disabled, but the requested query contained the field "
                + $"\"{field.Name}\".",
                field.Location);
        }
    }
}
