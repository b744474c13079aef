using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types.Rules;

/// <summary>No default value of an input field needs itself to be filled in (section 3.10, algorithm
/// <c>InputObjectDefaultValueHasCycle</c>).</summary>
internal sealed class DefaultValuesAreFinite
{
    private readonly SchemaErrors _errors;
    private readonly List<(string Coordinate, InputDefinition Field)> _path = [];
    private readonly HashSet<InputDefinition> _searched = [];
    private readonly HashSet<InputDefinition> _reported = [];

    private DefaultValuesAreFinite(SchemaErrors errors) => _errors = errors;

    public static void Check(Schema schema, SchemaErrors errors)
    {
        var search = new DefaultValuesAreFinite(errors);
        foreach (var type in schema.Types.OfType<InputObjectType>())
        {
            search.SearchObject(type, given: null);
        }
    }

    private void Search(InputObjectType type, Value value)
    {
        if (value is Value.List list)
        {
            foreach (var item in list.Items)
            {
                Search(type, item);
            }
        }
        else if (value is Value.Object given)
        {
            SearchObject(type, given);
        }
    }

    // What an object leaves out is filled in by the defaults of its fields.
    private void SearchObject(InputObjectType type, Value.Object? given)
    {
        foreach (var field in type.Fields)
        {
            if (field.Type.Named is not InputObjectType inner)
            {
                continue;
            }

            if (Find(given, field) is { } value)
            {
                Search(inner, value);
            }
            else if (field.DefaultValue is not null)
            {
                SearchDefault($"{type}.{field}", field, inner);
            }
        }
    }

    private void SearchDefault(string coordinate, InputDefinition field, InputObjectType inner)
    {
        var start = _path.FindIndex(step => step.Field == field);
        if (start >= 0)
        {
            if (_reported.Add(field))
            {
                Report(_path[start..]);
            }
        }
        else if (_searched.Add(field))
        {
            _path.Add((coordinate, field));
            Search(inner, field.DefaultValue!);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void Report(List<(string Coordinate, InputDefinition Field)> cycle)
    {
        var via = cycle.Count == 1
            ? ""
            : $" via the default values of: {string.Join(", ", cycle.Skip(1).Select(step => step.Coordinate))}";
        _errors.Report(
            $"Invalid circular reference. The default value of Input Object field {cycle[0].Coordinate} references "
            + $"itself{via}.",
            [.. cycle.Select(step => step.Field.DefaultValue!.Location)]);
    }

    private static Value? Find(Value.Object? given, InputDefinition field)
    {
        if (given is null)
        {
            return null;
        }

        foreach (var member in given.Fields)
        {
            if (member.Name == field.Key)
            {
                return member.Value;
            }
        }

        return null;
    }
}
