using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>An enum and its extensions have no value twice (section 3.9 "Enums").</summary>
internal sealed class UniqueEnumValueNames(ValidationContext context) : ValidationRule(context), IEnter<Definition>
{
    private readonly Dictionary<(Name Type, Name Value), Location> _known = [];

    public void Enter(Definition definition)
    {
        if (definition is not Definition.Enum type)
        {
            return;
        }

        var extended = Context.KnownSchema?.Types.Find(type.Name) as EnumType;
        foreach (var value in type.Values)
        {
            if (extended?.Values.Find(value.Name) is not null)
            {
                Context.Report(
                    $"Enum value \"{type.Name}.{value.Name}\" already exists in the schema. "
                    + "It cannot also be defined in this type extension.",
                    value.Name.Location);
            }
            else if (!_known.TryAdd((type.Name, value.Name), value.Name.Location))
            {
                Context.Report(
                    $"Enum value \"{type.Name}.{value.Name}\" can only be defined once.",
                    _known[(type.Name, value.Name)],
                    value.Name.Location);
            }
        }
    }
}
