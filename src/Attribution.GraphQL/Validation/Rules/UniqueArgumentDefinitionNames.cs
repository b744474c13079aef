using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>A field or directive has no argument twice (sections 3.6.1 "Field Arguments" and 3.13 "Directives").
/// </summary>
internal sealed class UniqueArgumentDefinitionNames(ValidationContext context)
    : ValidationRule(context), IEnter<Definition>
{
    public void Enter(Definition definition)
    {
        switch (definition)
        {
            case Definition.Directive directive:
                Check($"@{directive.Name}", directive.Arguments);
                break;
            case Definition.Object type:
                Check(type.Name, type.Fields);
                break;
            case Definition.Interface type:
                Check(type.Name, type.Fields);
                break;
        }
    }

    private void Check(Name type, SyntaxList<FieldDeclaration> fields)
    {
        foreach (var field in fields)
        {
            Check($"{type}.{field.Name}", field.Arguments);
        }
    }

    private void Check(string owner, SyntaxList<InputDeclaration> arguments)
    {
        foreach (var (name, places) in Duplicates.Of(arguments, argument => argument.Name))
        {
            Context.Report($"Argument \"{owner}({name}:)\" can only be defined once.", places);
        }
    }
}
