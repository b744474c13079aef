using System.Globalization;
using System.Text.Json;
using Attribution.GraphQL.Types;

namespace Attribution.App.Tests.Access.SameAnswers;

/// <summary>Writes values of any input type, from what is in the database: a question is worth asking only about
/// things that somebody has stored.</summary>
/// <param name="random">Chooses; its seed makes the choice again.</param>
/// <param name="texts">Texts that are stored, those that the caller may not see among them.</param>
/// <param name="ids">Ids of streams that are stored, likewise.</param>
internal sealed class ArgumentGenerator(Random random, string[] texts, Guid[] ids)
{
    private const int FilterDepthMax = 3;

    // What is selected below differs each time, and an argument there that is refused may cost the whole answer.
    private const int QueriesOfId = 10;

    /// <summary>The arguments of a field with each optional one by itself, and each field of each input object by
    /// itself; ids with every value there is.</summary>
    internal IEnumerable<string> EachAlone(FieldDefinition field)
    {
        yield return Written(field, _ => null);
        if (field.Arguments.Any(IsRequiredId))
        {
            // Ids by chance are hardly ever of something that the caller may see.
            foreach (var id in Enumerable.Repeat(ids, QueriesOfId).SelectMany(all => all))
            {
                yield return Written(field, argument => IsRequiredId(argument) ? $"\"{id}\"" : null);
            }
        }

        foreach (var argument in field.Arguments.Where(argument => argument.TwinOf is null))
        {
            foreach (var value in EachValue(argument.Type, 0))
            {
                yield return Written(field, other => other.Name == argument.Name ? value : null);
            }
        }
    }

    /// <summary>Arguments of a field, each optional one as the dice fall.</summary>
    internal string Random(FieldDefinition field) =>
        Written(field, argument => random.Next(3) == 0 ? Value(argument.Type, 0) : null);

    private static bool IsRequiredId(InputDefinition argument) =>
        argument is { IsRequired: true, TwinOf: null, Type.Nullable: ScalarType { Name: "UUID" } };

    private string Written(FieldDefinition field, Func<InputDefinition, string?> optional)
    {
        var written = field.Arguments
            .Where(argument => argument.TwinOf is null)
            .Select(argument => (argument.Name, Value: optional(argument)
                ?? (argument.IsRequired ? Value(argument.Type, 0) : null)))
            .Where(argument => argument.Value is not null)
            .Select(argument => $"{argument.Name}: {argument.Value}")
            .ToList();
        return written.Count == 0 ? "" : $"({string.Join(", ", written)})";
    }

    private IEnumerable<string> EachValue(GraphType type, int depth) => type.Nullable switch
    {
        EnumType enumeration => [.. Names(enumeration)],
        InputObjectType input when depth < FilterDepthMax => EachField(input, depth),
        ListType list => EachValue(list.Item, depth).Select(value => $"[{value}]"),
        ScalarType { Name: "UUID" } => ids.Select(id => $"\"{id}\""),
        ScalarType { Name: "String" or "ID" } => texts.Select(Quoted),
        _ => [Value(type, depth)],
    };

    /// <summary>Deep inside, a few values of each field stand for all: the others were asked further up.</summary>
    private IEnumerable<string> EachField(InputObjectType input, int depth) => input.Fields
        .Where(field => field.TwinOf is null)
        .SelectMany(field => EachValue(field.Type, depth + 1).Take(depth == 0 ? 12 : 4)
            .Select(value => Completed(input, field.Name, value)));

    private string Completed(InputObjectType input, string name, string value)
    {
        var others = input.Fields.Where(other => other.IsRequired && other.Name != name)
            .Select(other => $"{other.Name}: {Value(other.Type, FilterDepthMax)}");
        return $"{{{string.Join(", ", others.Prepend($"{name}: {value}"))}}}";
    }

    private string Value(GraphType type, int depth) => type.Nullable switch
    {
        EnumType enumeration => Pick([.. Names(enumeration)]),
        InputObjectType input => SomeFields(input, depth),
        ListType list => $"[{Value(list.Item, depth)}, {Value(list.Item, depth)}]",
        ScalarType scalar => scalar.Name switch
        {
            "UUID" => $"\"{Pick(ids)}\"",
            "Boolean" => Pick(["true", "false"]),
            "Int" or "Long" => random.Next(1, 12).ToString(CultureInfo.InvariantCulture),
            "Float" => "0.5",
            "DateTime" => Pick(["\"2026-03-01T12:00:30Z\"", "\"2020-01-01T00:00:00Z\"", "\"2030-01-01T00:00:00Z\""]),
            _ => Quoted(Pick(texts)),
        },
        _ => "null",
    };

    private string SomeFields(InputObjectType input, int depth)
    {
        var fields = input.Fields.Where(field => field.TwinOf is null && (field.IsRequired
            || depth < FilterDepthMax || field.Type.Named is not InputObjectType)).ToArray();
        var chosen = input.IsOneOf
            ? [Pick(fields.Length == 0 ? [.. input.Fields] : fields)]
            : fields.Where(field => field.IsRequired || random.Next(fields.Length) < 2).ToList();
        return $"{{{string.Join(", ", chosen.Select(field => $"{field.Name}: {Value(field.Type, depth + 1)}"))}}}";
    }

    private static IEnumerable<string> Names(EnumType enumeration) => enumeration.Values.Select(value => value.Name);

    private static string Quoted(string text) => JsonSerializer.Serialize(text);

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
