using System.Buffers.Text;
using System.Text.Json;

namespace Attribution.Stix;

/// <summary>Checks the value of one property against its definition.</summary>
internal static class PropertyCheck
{
    public static IEnumerable<StixFinding> Check(StixPropertyDefinition property, JsonElement value)
    {
        var path = $"/{property.Name}";
        if (value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (!property.IsList)
        {
            return One(property, value, path) is { } finding ? [finding] : [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
                .Select((item, index) => One(property, item, $"{path}/{index}"))
                .OfType<StixFinding>()
            : [WrongType(path, "a list", value)];
    }

    private static StixFinding? One(StixPropertyDefinition property, JsonElement value, string path) =>
        property.Kind switch
        {
            StixPropertyKind.Text or StixPropertyKind.Texts => Is(value, JsonValueKind.String, path, "a string"),
            StixPropertyKind.Open or StixPropertyKind.Opens => Vocabulary(property, value, path, isOpen: true),
            StixPropertyKind.Enum or StixPropertyKind.Enums => Vocabulary(property, value, path, isOpen: false),
            StixPropertyKind.Time => Time(value, path),
            StixPropertyKind.Integer => Integer(value, path),
            StixPropertyKind.Number => Is(value, JsonValueKind.Number, path, "a number"),
            StixPropertyKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? null
                : WrongType(path, "true or false", value),
            StixPropertyKind.Hex => Encoded(value, path, "an even number of hexadecimal digits",
                text => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)),
            StixPropertyKind.Binary => Encoded(value, path, "Base64", text => Base64.IsValid(text)),
            StixPropertyKind.Object or StixPropertyKind.Objects => Is(value, JsonValueKind.Object, path, "an object"),
            StixPropertyKind.Hashes => Hashes(value, path),
            StixPropertyKind.Phases => KillChainPhase.Read(value) is null
                ? StixFinding.Error(FindingCodes.InvalidKillChainPhase, path,
                    "A kill-chain phase needs kill_chain_name and phase_name, both strings.")
                : null,
            _ => Reference(property, value, path),
        };

    private static StixFinding? Is(JsonElement value, JsonValueKind kind, string path, string expected) =>
        value.ValueKind == kind ? null : WrongType(path, expected, value);

    private static StixFinding? Vocabulary(StixPropertyDefinition property, JsonElement value, string path, bool isOpen)
    {
        if (value.AsText() is not { } text)
        {
            return WrongType(path, "a string", value);
        }

        if (StixVocabulary.Values(property.Vocabulary!).Contains(text))
        {
            return null;
        }

        return isOpen
            ? StixFinding.Warning(FindingCodes.UnknownVocabularyValue, path,
                $"'{text}' is not in {property.Vocabulary}.")
            : StixFinding.Error(FindingCodes.InvalidEnumValue, path, $"'{text}' is not one of {property.Vocabulary}.");
    }

    private static StixFinding? Time(JsonElement value, string path)
    {
        if (value.AsText() is not { } text)
        {
            return WrongType(path, "a timestamp", value);
        }

        return StixTimestamp.TryParse(text, out _) ? null : StixFinding.Error(FindingCodes.InvalidTimestamp, path,
            $"'{text}' is not a timestamp such as 2026-01-10T09:00:00.000Z: UTC, upper-case T and Z, no offset.");
    }

    private static StixFinding? Integer(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _)
            ? null
            : WrongType(path, "an integer of at most 64 bits", value);

    private static StixFinding? Encoded(JsonElement value, string path, string expected, Predicate<string> isValid) =>
        value.AsText() is { } text && isValid(text) ? null : WrongType(path, expected, value);

    private static StixFinding? Hashes(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return WrongType(path, "an object from hash algorithm to hash", value);
        }

        var odd = value.EnumerateObject().FirstOrDefault(hash => hash.Value.ValueKind != JsonValueKind.String);
        return odd.Value.ValueKind == JsonValueKind.Undefined
            ? null
            : WrongType($"{path}/{JsonPointer.Escape(odd.Name)}", "a hash as a string", odd.Value);
    }

    private static StixFinding? Reference(StixPropertyDefinition property, JsonElement value, string path)
    {
        if (!StixId.TryParse(value.AsText(), out var id))
        {
            return StixFinding.Error(FindingCodes.InvalidReference, path,
                "A reference is the id of an object, type--uuid.");
        }

        return property.ReferenceTypes.IsEmpty || property.ReferenceTypes.Contains(id.Type)
            ? null
            : StixFinding.Error(FindingCodes.WrongReferenceType, path,
                $"{property.Name} points to {string.Join(" or ", property.ReferenceTypes)}, not to {id.Type}.");
    }

    private static StixFinding WrongType(string path, string expected, JsonElement value) =>
        StixFinding.Error(FindingCodes.WrongType, path, $"Expected {expected}, found {value.ValueKind}.");
}
