using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attribution.Domain.Access;

/// <summary>A value that is one string outside: in JSON, in a column, in a claim.</summary>
public interface ITextValue<TSelf>
    where TSelf : struct, ITextValue<TSelf>
{
    string Value { get; }

    static abstract TSelf From(string value);
}

/// <summary>Writes such a value as its bare string, whatever options the writer uses.</summary>
public sealed class TextValueConverter<T> : JsonConverter<T>
    where T : struct, ITextValue<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.From(reader.GetString() ?? throw new JsonException($"{typeof(T).Name} must be a string."));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
