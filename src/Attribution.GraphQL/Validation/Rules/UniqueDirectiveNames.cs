using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>No two directives have one name (section 3.3 "Schema").</summary>
internal sealed class UniqueDirectiveNames(ValidationContext context) : ValidationRule(context), IEnter<Definition>
{
    private readonly Dictionary<Name, Name> _known = [];

    public void Enter(Definition definition)
    {
        if (definition is not Definition.Directive { Name: var name })
        {
            return;
        }

        if (Context.KnownSchema?.Directives.Find(name) is not null)
        {
            Context.Report(
                $"Directive \"@{name}\" already exists in the schema. It cannot be redefined.", name.Location);
        }
        else if (!_known.TryAdd(name, name))
        {
            Context.Report(
                $"There can be only one directive named \"@{name}\".", _known[name].Location, name.Location);
        }
    }
}
