using System.Globalization;
using System.Text.Json;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>Integers that do not fit into <c>Int</c>.</summary>
internal static class LongScalar
{
    public static Scalar<long> Create() => new Scalar<long>(
            "Long", Read, Read, static (output, value) => output.WroteFormatted(value))
        .Writing<int>(static (output, value) => output.WroteFormatted(value))
        .Writing<uint>(static (output, value) => output.WroteFormatted(value));

    private static Coercion<long> Read(Value literal) => literal switch
    {
        Value.Int => Parse(literal.Location.ToString(), ShownValue.Of(literal)),
        Value.String text => Parse(text.Text, ShownValue.Of(literal)),
        _ => Refuse(ShownValue.Of(literal)),
    };

    private static Coercion<long> Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => Parse(json.GetRawText(), ShownValue.Of(json)),
        JsonValueKind.String => Parse(json.GetString()!, ShownValue.Of(json)),
        _ => Refuse(ShownValue.Of(json)),
    };

    private static Coercion<long> Parse(string text, string shown) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : Refuse(shown);

    private static Refused Refuse(string shown) =>
        new($"Long cannot represent the value {shown}: expected a signed 64-bit integer.");
}
