using System.Text.Json;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>
/// A scalar that holds any JSON value. It also stands in for a scalar the application has bound nothing to, so that
/// documents can be validated against a schema that nobody serves.
/// </summary>
internal static class JsonScalar
{
    // The parser's limits bound the depth of literals; this only has to be above them.
    private const int MaxDepth = 10_000;

    public static Scalar<JsonElement> Create(string name) => new Scalar<JsonElement>(
            name,
            static literal => ToJson(literal),
            static json => json.Clone(),
            static (output, value) => Write(output, value))
        .Writing<string>(static (output, value) => output.WroteString(value))
        .Writing<JsonDocument>(static (output, value) => Write(output, value.RootElement));

    /// <summary>Execution puts the values of variables into a literal before it is read; validation, which has none,
    /// reads null for them.</summary>
    private static Coercion<JsonElement> ToJson(Value literal)
    {
        using var output = new JsonOutput();
        WriteLiteral(output, literal);
        var reader = new Utf8JsonReader(output.Written, new JsonReaderOptions { MaxDepth = MaxDepth });
        return JsonElement.ParseValue(ref reader);
    }

    private static bool Write(JsonOutput output, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return false;
        }

        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        value.WriteTo(writer);
        return true;
    }

    private static void WriteLiteral(JsonOutput output, Value literal)
    {
        switch (literal)
        {
            case Value.String text:
                output.WriteString(text.Text);
                break;
            case Value.Enum value:
                output.WriteString(value.Name.ToString());
                break;
            case Value.Variable:
                output.WriteNull();
                break;
            case Value.List list:
                WriteList(output, list);
                break;
            case Value.Object fields:
                WriteObject(output, fields);
                break;
            default:
                output.WriteRaw(literal.Location.Utf8);
                break;
        }
    }

    private static void WriteList(JsonOutput output, Value.List list)
    {
        var separator = (byte)'[';
        foreach (var item in list.Items)
        {
            output.WriteRaw(separator);
            WriteLiteral(output, item);
            separator = (byte)',';
        }

        output.WriteRaw(list.Items.Count > 0 ? "]"u8 : "[]"u8);
    }

    private static void WriteObject(JsonOutput output, Value.Object value)
    {
        var separator = (byte)'{';
        foreach (var field in value.Fields)
        {
            output.WriteRaw(separator);
            output.WriteString(field.Name.ToString());
            output.WriteRaw((byte)':');
            WriteLiteral(output, field.Value);
            separator = (byte)',';
        }

        output.WriteRaw(value.Fields.Count > 0 ? "}"u8 : "{}"u8);
    }
}
