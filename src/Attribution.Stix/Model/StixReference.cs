using System.Text.Json;

namespace Attribution.Stix;

/// <summary>A reference from one object to another.</summary>
/// <param name="Path">JSON Pointer of its place in the object that holds it.</param>
/// <param name="Property">The name of the property that holds it.</param>
/// <param name="Target">The id it points to.</param>
public sealed record StixReference(string Path, string Property, StixId Target)
{
    internal static IEnumerable<StixReference> In(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => InMember(member, path)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => In(item, $"{path}/{index}")),
        _ => [],
    };

    /// <summary>Whether a property's name says that it holds references (section 2.10).</summary>
    internal static bool IsReferenceName(string property) =>
        property.EndsWith("_ref", StringComparison.Ordinal) || property.EndsWith("_refs", StringComparison.Ordinal);

    private static IEnumerable<StixReference> InMember(JsonProperty member, string path)
    {
        // Most properties are plain strings without references; they must cost nothing here.
        if (member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String))
        {
            return [];
        }

        var name = member.Name;
        var place = $"{path}/{JsonPointer.Escape(name)}";
        if (!IsReferenceName(name))
        {
            return member.Value.ValueKind == JsonValueKind.String ? [] : In(member.Value, place);
        }

        return member.Value.ValueKind == JsonValueKind.Array
            ? member.Value.EnumerateArray().SelectMany((item, index) => One(item, name, $"{place}/{index}"))
            : One(member.Value, name, place);
    }

    private static IEnumerable<StixReference> One(JsonElement value, string property, string path)
    {
        if (StixId.TryParse(value.AsText(), out var id))
        {
            yield return new StixReference(path, property, id);
        }
    }
}
