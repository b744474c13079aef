using System.Text.Json;

namespace Attribution.Stix;

/// <summary>
/// Reading of JSON that may be wrong: an absent property and one of another type are both "not there". What is wrong is
/// reported by the checks; the readers never throw.
/// </summary>
internal static class JsonReading
{
    public static JsonElement? Property(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    public static JsonElement? Property(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    public static string? Text(this JsonElement element, string name) => element.Property(name)?.AsText();

    public static string? AsText(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>An integer in the specification's sense: a JSON number without fraction, of at most 64 bits.</summary>
    public static long? Integer(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number)
            ? number
            : null;

    public static double? Number(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number)
            ? number
            : null;

    public static bool? Flag(this JsonElement element, string name) => element.Property(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static StixTimestamp? Time(this JsonElement element, string name) =>
        StixTimestamp.TryParse(element.Text(name), out var timestamp) ? timestamp : null;

    public static StixId? Reference(this JsonElement element, string name) =>
        StixId.TryParse(element.Text(name), out var id) ? id : null;

    /// <summary>The items of a list; nothing when the property is absent or no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Members(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];
}
