using System.Collections.Frozen;
using System.Text.Json;

namespace Attribution.Stix;

/// <summary>
/// What is wrong with one object by STIX 2.1. Types and properties that the specification does not have are remarks,
/// not errors: consumers may ignore them and must not fail on them (section 11). Nothing here throws.
/// </summary>
public static class ObjectCheck
{
    /// <summary>The properties every domain object may have (section 3.2).</summary>
    private static readonly FrozenSet<string> CommonProperties = StixTypeDefinition.Find("vulnerability")!.Properties
        .Select(property => property.Name)
        .Except(["name", "description"])
        .ToFrozenSet();

    /// <summary>The findings on one object, in the order of its properties.</summary>
    public static IReadOnlyList<StixFinding> Check(StixObject stixObject)
    {
        var findings = new List<StixFinding>();
        var definition = StixTypeDefinition.Find(stixObject.Type);
        if (definition is null)
        {
            findings.Add(StixFinding.Warning(FindingCodes.UnknownType, "/type",
                $"STIX 2.1 has no type {stixObject.Type}; the object is kept as it is."));
        }

        if (UnicodeEscapes.ContainNul(stixObject.Utf8))
        {
            findings.Add(StixFinding.Warning(FindingCodes.NulCharacter, "",
                "A text holds the character NUL, which databases cannot store."));
        }

        CheckEmptiness(stixObject.Json, "", findings);
        if (definition is not null)
        {
            CheckProperties(stixObject, definition, findings);
        }

        IdentityRules.Check(stixObject, definition, findings);
        TypeRules.Check(stixObject, findings);
        MarkingRules.Check(stixObject, findings);
        ExtensionRules.Check(stixObject, findings);
        return findings;
    }

    private static void CheckProperties(
        StixObject stixObject, StixTypeDefinition definition, List<StixFinding> findings)
    {
        foreach (var required in definition.Properties.Where(p => p.IsRequired && !stixObject.Has(p.Name)))
        {
            findings.Add(Missing(required, definition));
        }

        foreach (var member in stixObject.Json.EnumerateObject())
        {
            if (definition.Property(member.Name) is { } property)
            {
                findings.AddRange(PropertyCheck.Check(property, member.Value));
            }
            else
            {
                findings.Add(Unknown(definition, member.Name, stixObject));
            }
        }
    }

    /// <summary>STIX 2.0 had no spec_version: objects without it are read by the rules of 2.1, which loses
    /// nothing.</summary>
    private static StixFinding Missing(StixPropertyDefinition required, StixTypeDefinition definition) =>
        required.Name == "spec_version"
            ? StixFinding.Warning(FindingCodes.OldSpecVersion, "/spec_version",
                "An object without spec_version follows STIX 2.0; it is read by the rules of STIX 2.1.")
            : StixFinding.Error(FindingCodes.MissingProperty, $"/{required.Name}",
                $"The property {required.Name} is required for {definition.Name}.");

    /// <summary>Common properties that a category must not have are an error, anything else is somebody's
    /// extension.</summary>
    private static StixFinding Unknown(StixTypeDefinition definition, string name, StixObject stixObject)
    {
        var path = $"/{JsonPointer.Escape(name)}";
        if (CommonProperties.Contains(name))
        {
            return StixFinding.Error(FindingCodes.ProhibitedProperty, path,
                $"{definition.Name} cannot have the property {name}.");
        }

        var isExtended = stixObject.Json.Property("extensions") is { } extensions
            && extensions.Members().Any(e => e.Value.Text("extension_type") == "toplevel-property-extension");
        return StixFinding.Warning(FindingCodes.UnknownProperty, path, isExtended
            ? $"The property {name} comes from an extension; it is kept as it is."
            : $"STIX 2.1 has no property {name} for {definition.Name}; it is kept as it is.");
    }

    /// <summary>Null and empty lists are prohibited everywhere (section 2.12), in custom properties too.</summary>
    private static void CheckEmptiness(JsonElement element, string path, List<StixFinding> findings)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                findings.Add(StixFinding.Error(FindingCodes.NullValue, path,
                    "null is prohibited: leave the property out."));
                break;
            case JsonValueKind.Array when element.GetArrayLength() == 0:
                findings.Add(StixFinding.Error(FindingCodes.EmptyList, path,
                    "Empty lists are prohibited: leave the property out."));
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    CheckEmptiness(item, $"{path}/{index++}", findings);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    CheckEmptiness(member.Value, $"{path}/{JsonPointer.Escape(member.Name)}", findings);
                }

                break;
        }
    }
}
