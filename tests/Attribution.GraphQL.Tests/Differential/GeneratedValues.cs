using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Tests.Differential;

/// <summary>Writes random values of input types, as literals and as JSON; now and then one that does not fit.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="slips">Whether the next value is to be wrong.</param>
internal sealed class GeneratedValues(Random random, Func<bool> slips)
{
    private const int MaxDepth = 3;

    private static readonly string[] Wrong =
        ["1", "\"x\"", "true", "null", "1.5", "[1]", "[]", "{}", "{\"a\": 1}", "99999999999", "{\"min\": null}"];

    private static readonly string[] Texts = ["\"\"", "\"word\"", "\"two words\"", "\"line\\nbreak\"", "\"\\u00e9\""];

    private static readonly string[] Ids = ["1", "\"2\"", "\"7\"", "\"other\""];

    private static readonly string[] Numbers = ["0", "1", "-3", "2.5", "0.25"];

    /// <summary>A literal as it stands in a document.</summary>
    public string Literal(GraphType type, int depth) => Value(type, depth, isJson: false);

    /// <summary>A value as it stands in the variables.</summary>
    public string Json(GraphType type, int depth) => Value(type, depth, isJson: true);

    private string Value(GraphType type, int depth, bool isJson)
    {
        if (slips())
        {
            return isJson ? Pick(Wrong) : Pick(Wrong).Replace("\"a\"", "a", StringComparison.Ordinal)
                .Replace("\"min\"", "min", StringComparison.Ordinal);
        }

        if (type is not NonNullType && random.Next(6) == 0)
        {
            return "null";
        }

        return type.Nullable switch
        {
            ListType list when random.Next(5) > 0 => List(list, depth, isJson),
            ListType list => Value(list.Item is NonNullType ? list.Item : list.Item.NonNull, depth, isJson),
            InputObjectType input => Object(input, depth, isJson),
            EnumType @enum => Enum(@enum, isJson),
            var scalar => Scalar($"{scalar}"),
        };
    }

    private string List(ListType list, int depth, bool isJson)
    {
        var items = Enumerable.Range(0, random.Next(3)).Select(_ => Value(list.Item, depth, isJson));
        return $"[{string.Join(", ", items)}]";
    }

    private string Object(InputObjectType input, int depth, bool isJson)
    {
        var fields = input.Name == "Choice" && !slips()
            ? [input.Fields[random.Next(2)]]
            : input.Fields
                .Where(field => field.IsRequired ? !slips() : depth < MaxDepth && random.Next(2) == 0)
                .ToList();
        var members = fields.Select(field =>
        {
            var name = slips() ? "unknown" : field.Name;
            var type = input.Name == "Choice" && !slips() ? field.Type.NonNull : field.Type;
            return $"{(isJson ? $"\"{name}\"" : name)}: {Value(type, depth + 1, isJson)}";
        });
        return $"{{{string.Join(", ", members)}}}";
    }

    private string Enum(EnumType type, bool isJson)
    {
        var name = slips() ? "COW" : type.Values[random.Next(type.Values.Count)].Name;
        return isJson || slips() ? $"\"{name}\"" : name;
    }

    private string Scalar(string name) => name switch
    {
        "Int" => Pick(Numbers[..3]),
        "Float" => Pick(Numbers),
        "Boolean" => random.Next(2) == 0 ? "true" : "false",
        "ID" => Pick(Ids),
        _ => Pick(Texts),
    };

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
