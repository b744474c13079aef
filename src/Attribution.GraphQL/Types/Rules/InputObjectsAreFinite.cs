namespace Attribution.GraphQL.Types.Rules;

/// <summary>No input object needs itself to be written down (section 3.10 "Circular References").</summary>
internal static class InputObjectsAreFinite
{
    public static void Check(Schema schema, SchemaErrors errors)
    {
        var finished = new HashSet<InputObjectType>();
        foreach (var type in schema.Types.OfType<InputObjectType>())
        {
            Search(type, [], finished, errors);
        }
    }

    private static void Search(
        InputObjectType type,
        List<(InputObjectType Type, InputDefinition Field)> path,
        HashSet<InputObjectType> finished,
        SchemaErrors errors)
    {
        var start = path.FindIndex(step => step.Type == type);
        if (start >= 0)
        {
            var cycle = path[start..];
            var names = string.Join(".", cycle.Select(step => step.Field.Name));
            errors.Report(
                $"Cannot reference Input Object \"{type}\" within itself through a series of non-null fields: "
                + $"\"{names}\".",
                [.. cycle.Select(step => step.Field.Key.Location)]);
            return;
        }

        if (!finished.Add(type))
        {
            return;
        }

        foreach (var field in type.Fields)
        {
            if (field.Type is NonNullType { Inner: InputObjectType inner })
            {
                path.Add((type, field));
                Search(inner, path, finished, errors);
                path.RemoveAt(path.Count - 1);
            }
        }
    }
}
