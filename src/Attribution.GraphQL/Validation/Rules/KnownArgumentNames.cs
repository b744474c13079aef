using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>Every argument is one that its field or directive has (section 5.4.1 "Argument Names").</summary>
internal sealed class KnownArgumentNames(ValidationContext context) : ValidationRule(context), IEnter<Argument>
{
    public void Enter(Argument argument)
    {
        if (Context.Types.InputDefinition is not null)
        {
            return;
        }

        if (Context.Types.Directive is { } directive)
        {
            Report(argument, $"directive \"@{directive.Name}\"", directive.Arguments.Select(it => it.Name));
        }
        else if (Context.Types is { Field: { } field, Parent: { } parent, IsInDirective: false })
        {
            Report(argument, $"field \"{parent.Name}.{field.Name}\"", field.Arguments.Select(it => it.Name));
        }
    }

    private void Report(Argument argument, string owner, IEnumerable<string> known)
    {
        var suggestion = Suggestions.For(Context, argument.Name.ToString(), known);
        Context.Report($"Unknown argument \"{argument.Name}\" on {owner}.{suggestion}", argument.Location);
    }
}
