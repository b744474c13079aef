using System.Globalization;
using System.Text.Json;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// Makes values of the JSON that variables arrive as (the "Input Coercion" parts of section 3). Stops at the first
/// <see cref="Problem"/>; what is read after one means nothing.
/// </summary>
internal sealed class JsonInputReader(string variable)
{
    private readonly Stack<string> _path = [];

    /// <summary>Why a value could not be read, as the client is told.</summary>
    public string? Problem { get; private set; }

    public object? Read(GraphType type, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return type is NonNullType ? Refuse(json, $"Expected non-nullable type \"{type}\" not to be null.") : null;
        }

        return type.Nullable switch
        {
            ListType list => ReadList(list, json),
            InputObjectType input => ReadObject(input, json),
            EnumType @enum => ReadEnum(@enum, json),
            ScalarType scalar => ReadScalar(scalar, json),
            _ => Refuse(json, $"Type \"{type}\" takes no input."),
        };
    }

    // A single value is a list of that one (section 3.11, "Input Coercion").
    private object?[] ReadList(ListType type, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return [Read(type.Item, json)];
        }

        var items = new object?[json.GetArrayLength()];
        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            if (Problem is not null)
            {
                break;
            }

            items[index] = ReadInside($"[{index.ToString(CultureInfo.InvariantCulture)}]", type.Item, item);
            index++;
        }

        return items;
    }

    private object? ReadObject(InputObjectType type, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Refuse(json, $"Expected type \"{type}\" to be an object.");
        }

        var built = new InputObjectBuilder(type);
        foreach (var field in json.EnumerateObject())
        {
            if (type.Fields.Find(field.Name) is not { } input)
            {
                return Refuse(json, $"Field \"{field.Name}\" is not defined by type \"{type}\".");
            }

            built.Add(input, ReadInside("." + field.Name, input.Type, field.Value));
            if (Problem is not null)
            {
                return null;
            }
        }

        var value = built.Build(out var problem);
        return problem is null ? value : Refuse(json, problem);
    }

    private object? ReadEnum(EnumType type, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return Refuse(json, $"Enum \"{type}\" cannot represent non-string value: {ShownValue.Of(json)}.");
        }

        return type.Values.Find(json.GetString()!) is { } known
            ? type.Binding.ValueOf(known.Name)
            : Refuse(json, $"Value \"{json.GetString()}\" does not exist in \"{type}\" enum.");
    }

    private object? ReadScalar(ScalarType type, JsonElement json)
    {
        var coerced = type.Codec.Read(json);
        return coerced.Problem is null
            ? coerced.Value
            : Refuse(json, $"Expected type \"{type}\". {coerced.Problem}");
    }

    private object? ReadInside(string step, GraphType type, JsonElement json)
    {
        _path.Push(step);
        var value = Read(type, json);
        _path.Pop();
        return value;
    }

    private object? Refuse(JsonElement json, string problem)
    {
        var place = _path.Count == 0 ? "" : $" at \"{variable}{string.Concat(_path.Reverse())}\"";
        Problem ??= $"Variable \"${variable}\" got invalid value {ShownValue.Of(json)}{place}; {problem}";
        return null;
    }
}
