using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Validation;

/// <summary>Holds a literal against the type its place asks for, down to its last field (section 5.6
/// "Values").</summary>
internal sealed class LiteralChecks(ValidationContext context)
{
    private const string EnumValue = "the enum value ";

    /// <summary>Reports what is wrong with a literal; nothing when the type is not known.</summary>
    public void Check(Value value, GraphType? type)
    {
        switch (value)
        {
            case var _ when type is null:
            case Value.Variable:
                break;
            case Value.Null:
                CheckNull(value, type);
                break;
            case Value.List list when type.Nullable is ListType listType:
                foreach (var item in list.Items)
                {
                    Check(item, listType.Item);
                }

                break;
            case Value.Object fields when type.Named is InputObjectType inputType:
                CheckObject(fields, inputType);
                break;
            default:
                CheckLeaf(value, type);
                break;
        }
    }

    private void CheckNull(Value value, GraphType type)
    {
        if (type is NonNullType)
        {
            context.Report($"Expected value of type \"{type}\", found null.", value.Location);
        }
    }

    private void CheckLeaf(Value value, GraphType type)
    {
        var problem = type.Named switch
        {
            ScalarType scalar => scalar.Codec.Read(value).Problem,
            EnumType enumType => EnumProblem(value, enumType),
            _ => $"Expected value of type \"{type}\", found {ShownValue.Of(value)}.",
        };
        if (problem is not null)
        {
            context.Report(problem, value.Location);
        }
    }

    private string? EnumProblem(Value value, EnumType type)
    {
        var known = type.Values.Select(item => item.Name);
        if (value is Value.Enum named)
        {
            return type.Values.TryFind(named.Name, out _)
                ? null
                : $"Value \"{named.Name}\" does not exist in \"{type}\" enum."
                    + Suggestions.For(context, named.Name.ToString(), known, EnumValue);
        }

        var shown = ShownValue.Of(value);
        return $"Enum \"{type}\" cannot represent non-enum value: {shown}."
            + Suggestions.For(context, shown, known, EnumValue);
    }

    private void CheckObject(Value.Object value, InputObjectType type)
    {
        foreach (var field in type.Fields)
        {
            if (field.IsRequired && Find(value, field.Key) is null)
            {
                context.Report(
                    $"Field \"{type}.{field}\" of required type \"{field.Type}\" was not provided.", value.Location);
            }
        }

        if (type.IsOneOf)
        {
            CheckOneOf(value, type);
        }

        foreach (var field in value.Fields)
        {
            CheckField(field, type);
        }
    }

    private void CheckField(ObjectField field, InputObjectType type)
    {
        if (type.Fields.TryFind(field.Name, out var definition))
        {
            Check(field.Value, definition.Type);
            return;
        }

        var suggestion = Suggestions.For(context, field.Name.ToString(), type.Fields.Select(known => known.Name));
        context.Report($"Field \"{field.Name}\" is not defined by type \"{type}\".{suggestion}", field.Location);
    }

    private void CheckOneOf(Value.Object value, InputObjectType type)
    {
        var names = value.Fields.Select(field => field.Name).Distinct().ToList();
        if (names is not [var only])
        {
            context.Report($"OneOf Input Object \"{type}\" must specify exactly one key.", value.Location);
        }
        else if (value.Fields[^1].Value is Value.Null)
        {
            context.Report($"Field \"{type}.{only}\" must be non-null.", value.Location);
        }
    }

    private static ObjectField? Find(Value.Object value, Name name)
    {
        foreach (var field in value.Fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }
}
