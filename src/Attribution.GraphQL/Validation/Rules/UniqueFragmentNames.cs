using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>No two fragments have one name (section 5.5.1.1 "Fragment Name Uniqueness").</summary>
internal sealed class UniqueFragmentNames(ValidationContext context) : ValidationRule(context), IEnter<Definition>
{
    private Dictionary<Name, Name>? _known;

    public void Enter(Definition definition)
    {
        if (definition is not Definition.Fragment { Name: var name })
        {
            return;
        }

        _known ??= [];
        if (!_known.TryAdd(name, name))
        {
            Context.Report(
                $"There can be only one fragment named \"{name}\".", _known[name].Location, name.Location);
        }
    }
}
