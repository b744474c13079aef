using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>No two operations have one name (section 5.2.2.1 "Operation Name Uniqueness").</summary>
internal sealed class UniqueOperationNames(ValidationContext context) : ValidationRule(context), IEnter<Definition>
{
    private Dictionary<Name, Name>? _known;

    public void Enter(Definition definition)
    {
        if (definition is not Definition.Operation { Name: { } name })
        {
            return;
        }

        _known ??= [];
        if (!_known.TryAdd(name, name))
        {
            Context.Report(
                $"There can be only one operation named \"{name}\".", _known[name].Location, name.Location);
        }
    }
}
