using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation.Rules;

/// <summary>A type and its extensions have no field twice (sections 3.6, 3.7 and 3.10, "Type Validation").</summary>
internal sealed class UniqueFieldDefinitionNames(ValidationContext context)
    : ValidationRule(context), IEnter<Definition>
{
    private readonly Dictionary<(Name Type, Name Field), Location> _known = [];

    public void Enter(Definition definition)
    {
        switch (definition)
        {
            case Definition.Object type:
                Check(type.Name, type.Fields.Select(field => field.Name));
                break;
            case Definition.Interface type:
                Check(type.Name, type.Fields.Select(field => field.Name));
                break;
            case Definition.InputObject type:
                Check(type.Name, type.Fields.Select(field => field.Name));
                break;
        }
    }

    private void Check(Name type, IEnumerable<Name> fields)
    {
        foreach (var field in fields)
        {
            if (ExistsInSchema(type, field))
            {
                Context.Report(
                    $"Field \"{type}.{field}\" already exists in the schema. "
                    + "It cannot also be defined in this type extension.",
                    field.Location);
            }
            else if (!_known.TryAdd((type, field), field.Location))
            {
                Context.Report(
                    $"Field \"{type}.{field}\" can only be defined once.", _known[(type, field)], field.Location);
            }
        }
    }

    private bool ExistsInSchema(Name type, Name field) => Context.KnownSchema?.Types.Find(type) switch
    {
        FieldsType known => known.Fields.Find(field) is not null,
        InputObjectType known => known.Fields.Find(field) is not null,
        _ => false,
    };
}
