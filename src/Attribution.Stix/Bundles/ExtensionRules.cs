using System.Text.Json;

namespace Attribution.Stix;

/// <summary>Rules of section 7.3 about extensions and their definitions.</summary>
internal static class ExtensionRules
{
    private const string DefinitionPrefix = "extension-definition--";

    public static void Check(StixObject stixObject, List<StixFinding> findings)
    {
        if (stixObject.Json.Property("extensions") is { } extensions)
        {
            findings.AddRange(extensions.Members().Select(CheckExtension).OfType<StixFinding>());
        }

        if (stixObject.Type == "extension-definition" && stixObject.Has("extension_properties")
            && !stixObject.Texts("extension_types").Contains("toplevel-property-extension"))
        {
            findings.Add(StixFinding.Error(FindingCodes.InvalidExtension, "/extension_properties",
                "extension_properties goes with a toplevel-property-extension only."));
        }
    }

    private static StixFinding? CheckExtension(JsonProperty extension)
    {
        var path = $"/extensions/{JsonPointer.Escape(extension.Name)}";
        if (extension.Value.ValueKind != JsonValueKind.Object)
        {
            return StixFinding.Error(FindingCodes.InvalidExtension, path, "An extension is an object.");
        }

        if (!extension.Name.StartsWith(DefinitionPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var type = extension.Value.Text("extension_type");
        if (!StixId.TryParse(extension.Name, out _) || type is null
            || !StixVocabulary.Values("extension-type-enum").Contains(type))
        {
            return StixFinding.Error(FindingCodes.InvalidExtension, path,
                "An extension is named by the id of its definition and says its extension_type.");
        }

        return type == "toplevel-property-extension" && extension.Value.EnumerateObject().Count() > 1
            ? StixFinding.Error(FindingCodes.InvalidExtension, path,
                "A toplevel-property-extension keeps its properties on top of the object, not inside the extension.")
            : null;
    }
}
