using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>In a schema, every argument of an applied directive is one that the directive has (section
/// 5.4.1).</summary>
internal sealed class KnownArgumentNamesOnDirectives(ValidationContext context)
    : ValidationRule(context), IEnter<Directive>
{
    private readonly DefinedDirectives _directives = new(context);

    public void Enter(Directive directive)
    {
        if (_directives.Find(directive.Name) is not { } defined)
        {
            return;
        }

        foreach (var argument in directive.Arguments)
        {
            if (!defined.Any(known => known.Name == argument.Name))
            {
                var names = defined.Select(known => known.Name.ToString());
                var suggestion = Suggestions.For(Context, argument.Name.ToString(), names);
                Context.Report(
                    $"Unknown argument \"{argument.Name}\" on directive \"@{directive.Name}\".{suggestion}",
                    argument.Location);
            }
        }
    }
}
