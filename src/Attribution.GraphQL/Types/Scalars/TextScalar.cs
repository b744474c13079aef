using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Types;

internal delegate bool TextParser<T>(string text, [MaybeNullWhen(false)] out T value);

/// <summary>A scalar whose values travel as strings of a certain form.</summary>
internal static class TextScalar
{
    /// <param name="name">The name of the type in the schema.</param>
    /// <param name="expected">The form, with an example; ends the sentence "expected a string with ...".</param>
    /// <param name="parse">Reads the form.</param>
    /// <param name="write">Writes the form, quotes included.</param>
    public static Scalar<T> Create<T>(string name, string expected, TextParser<T> parse, LeafWriter<T> write)
        where T : notnull
    {
        return new Scalar<T>(name, ReadLiteral, ReadJson, write);

        Coercion<T> ReadLiteral(Value literal) =>
            literal is Value.String text && parse(text.Text, out var value) ? value : Refuse(ShownValue.Of(literal));

        Coercion<T> ReadJson(JsonElement json) =>
            json.ValueKind == JsonValueKind.String && parse(json.GetString()!, out var value)
                ? value
                : Refuse(ShownValue.Of(json));

        Refused Refuse(string shown) =>
            new($"{name} cannot represent the value {shown}: expected a string with {expected}.");
    }
}
