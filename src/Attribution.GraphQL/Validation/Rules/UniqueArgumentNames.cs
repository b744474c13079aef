using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>No argument is given twice (section 5.4.2 "Argument Uniqueness").</summary>
internal sealed class UniqueArgumentNames(ValidationContext context)
    : ValidationRule(context), IEnter<Selection.Field>, IEnter<Directive>
{
    public void Enter(Selection.Field field) => Check(field.Arguments);

    public void Enter(Directive directive) => Check(directive.Arguments);

    private void Check(SyntaxList<Argument> arguments)
    {
        foreach (var (name, places) in Duplicates.Of(arguments, argument => argument.Name))
        {
            Context.Report($"There can be only one argument named \"{name}\".", places);
        }
    }
}
