using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>No two types have one name (section 3.3 "Schema", "All types within a schema must have unique names").
/// </summary>
internal sealed class UniqueTypeNames(ValidationContext context) : ValidationRule(context), IEnter<Definition>
{
    private readonly Dictionary<Name, Name> _known = [];

    public void Enter(Definition definition)
    {
        if (definition is not Definition.Type { IsExtension: false, Name: var name })
        {
            return;
        }

        if (Context.KnownSchema?.Types.Find(name) is not null)
        {
            Context.Report(
                $"Type \"{name}\" already exists in the schema. It cannot also be defined in this type definition.",
                name.Location);
        }
        else if (!_known.TryAdd(name, name))
        {
            Context.Report($"There can be only one type named \"{name}\".", _known[name].Location, name.Location);
        }
    }
}
