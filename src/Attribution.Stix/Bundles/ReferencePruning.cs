using System.Buffers;
using System.Text.Json;

namespace Attribution.Stix;

/// <summary>Writes an object again without some of its references; everything else stays character for
/// character.</summary>
internal static class ReferencePruning
{
    public static StixObject Remove(StixObject stixObject, IReadOnlySet<StixId> targets)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WriteObject(writer, stixObject.Json, targets);
        }

        return StixObject.Parse(buffer.WrittenSpan);
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement json, IReadOnlySet<StixId> targets)
    {
        writer.WriteStartObject();
        foreach (var member in json.EnumerateObject())
        {
            if (IsEmptied(member, targets))
            {
                continue;
            }

            writer.WritePropertyName(member.Name);
            WriteValue(writer, member.Value, StixReference.IsReferenceName(member.Name), targets);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(
        Utf8JsonWriter writer, JsonElement value, bool isReference, IReadOnlySet<StixId> targets)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value, targets);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray().Where(item => !isReference || !IsTarget(item, targets)))
                {
                    WriteValue(writer, item, isReference: false, targets);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    /// <summary>Whether nothing is left of a property: a lost reference, or a list of lost ones.</summary>
    private static bool IsEmptied(JsonProperty member, IReadOnlySet<StixId> targets) =>
        StixReference.IsReferenceName(member.Name)
        && (IsTarget(member.Value, targets)
            || (member.Value is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0
                && list.EnumerateArray().All(item => IsTarget(item, targets))));

    private static bool IsTarget(JsonElement value, IReadOnlySet<StixId> targets) =>
        StixId.TryParse(value.AsText(), out var id) && targets.Contains(id);
}
