using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

/// <summary>The five scalars every schema has (sections 3.5.1 to 3.5.5).</summary>
public static class SpecifiedScalars
{
    /// <summary>A signed 32-bit number (3.5.1).</summary>
    public static Scalar<int> Int { get; } = new Scalar<int>(
            "Int", ReadInt, ReadInt, static (output, value) => output.WroteFormatted(value))
        .Writing<short>(static (output, value) => output.WroteFormatted(value))
        .Writing<ushort>(static (output, value) => output.WroteFormatted(value))
        .Writing<byte>(static (output, value) => output.WroteFormatted(value))
        .Writing<long>(static (output, value) =>
            value is >= int.MinValue and <= int.MaxValue && output.WroteFormatted(value));

    /// <summary>A double-precision number; infinities and NaN have no JSON form and are refused (3.5.2).</summary>
    public static Scalar<double> Float { get; } = new Scalar<double>(
            "Float", ReadFloat, ReadFloat, static (output, value) =>
                double.IsFinite(value) && output.WroteFormatted(value))
        .Writing<float>(static (output, value) => float.IsFinite(value) && output.WroteFormatted(value))
        .Writing<decimal>(static (output, value) => output.WroteFormatted(value))
        .Writing<int>(static (output, value) => output.WroteFormatted(value))
        .Writing<long>(static (output, value) => output.WroteFormatted(value));

    /// <summary>Text (3.5.3).</summary>
    public static Scalar<string> String { get; } = new(
        "String",
        static literal => literal is Value.String text
            ? text.Text
            : new Refused($"String cannot represent a non string value: {ShownValue.Of(literal)}"),
        static json => json.ValueKind == JsonValueKind.String
            ? json.GetString()!
            : new Refused($"String cannot represent a non string value: {ShownValue.Of(json)}"),
        static (output, value) => output.WroteString(value));

    /// <summary>True or false (3.5.4).</summary>
    public static Scalar<bool> Boolean { get; } = new(
        "Boolean",
        static literal => literal is Value.Boolean boolean
            ? boolean.IsTrue
            : new Refused($"Boolean cannot represent a non boolean value: {ShownValue.Of(literal)}"),
        static json => json.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? json.GetBoolean()
            : new Refused($"Boolean cannot represent a non boolean value: {ShownValue.Of(json)}"),
        static (output, value) =>
        {
            output.WriteBoolean(value);
            return true;
        });

    /// <summary>A key: text outside, and text or a number going in (3.5.5).</summary>
    public static Scalar<string> Id { get; } = new Scalar<string>(
            "ID", ReadId, ReadId, static (output, value) => output.WroteString(value))
        .Writing<Guid>(static (output, value) => output.WroteQuoted(value))
        .Writing<int>(static (output, value) => output.WroteQuoted(value))
        .Writing<long>(static (output, value) => output.WroteQuoted(value));

    internal static IReadOnlyList<Scalar> All { get; } = [Int, Float, String, Boolean, Id];

    private static Coercion<int> ReadInt(Value literal)
    {
        if (literal is not Value.Int)
        {
            return new Refused($"Int cannot represent non-integer value: {ShownValue.Of(literal)}");
        }

        var digits = literal.Location.Utf8;
        return Utf8Parser.TryParse(digits, out int value, out var consumed) && consumed == digits.Length
            ? value
            : new Refused($"Int cannot represent non 32-bit signed integer value: {ShownValue.Of(literal)}");
    }

    // JSON has one kind of number: 3.0 and 3 are the same value, as in the other GraphQL servers.
    private static Coercion<int> ReadInt(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Number)
        {
            return new Refused($"Int cannot represent non-integer value: {ShownValue.Of(json)}");
        }

        if (json.TryGetInt32(out var value))
        {
            return value;
        }

        if (!json.TryGetDouble(out var number) || Math.Floor(number) != number)
        {
            return new Refused($"Int cannot represent non-integer value: {ShownValue.Of(json)}");
        }

        return number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : new Refused($"Int cannot represent non 32-bit signed integer value: {ShownValue.Of(json)}");
    }

    private static Coercion<double> ReadFloat(Value literal) =>
        literal is Value.Int or Value.Float
        && double.TryParse(literal.Location.Utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : new Refused($"Float cannot represent non numeric value: {ShownValue.Of(literal)}");

    private static Coercion<double> ReadFloat(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : new Refused($"Float cannot represent non numeric value: {ShownValue.Of(json)}");

    private static Coercion<string> ReadId(Value literal) => literal switch
    {
        Value.String text => text.Text,
        Value.Int => literal.Location.ToString(),
        _ => new Refused(
            $"ID cannot represent a non-string and non-integer value: {ShownValue.Of(literal)}"),
    };

    private static Coercion<string> ReadId(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number when IsInteger(json.GetRawText()) => json.GetRawText(),
        _ => new Refused($"ID cannot represent a non-string and non-integer value: {ShownValue.Of(json)}"),
    };

    private static bool IsInteger(string number) => !number.AsSpan().ContainsAny('.', 'e', 'E');
}
