using System.Text;

namespace Attribution.Stix;

/// <summary>Rules of section 7.2 about markings.</summary>
internal static class MarkingRules
{
    public static void Check(StixObject stixObject, List<StixFinding> findings)
    {
        CheckGranular(stixObject, findings);
        if (stixObject.Type == "marking-definition")
        {
            CheckDefinition(stixObject, findings);
        }
    }

    private static void CheckGranular(StixObject stixObject, List<StixFinding> findings)
    {
        var index = 0;
        foreach (var marking in GranularMarking.Of(stixObject))
        {
            var path = $"/granular_markings/{index++}";
            if ((marking.Marking is null) == (marking.Language is null))
            {
                findings.Add(StixFinding.Error(FindingCodes.InvalidMarking, path,
                    "A granular marking has either marking_ref or lang."));
            }

            if (marking.Selectors.Count == 0)
            {
                findings.Add(StixFinding.Error(FindingCodes.InvalidMarking, $"{path}/selectors",
                    "A granular marking needs at least one selector."));
            }

            findings.AddRange(marking.Selectors
                .Where(selector => GranularMarking.Select(stixObject, selector) is null)
                .Select(selector => StixFinding.Error(FindingCodes.InvalidSelector, $"{path}/selectors",
                    $"The selector '{selector}' names nothing in the object.")));
        }
    }

    /// <summary>Only the nine fixed objects may be TLP markings, and they must be exactly what they are.</summary>
    private static void CheckDefinition(StixObject definition, List<StixFinding> findings)
    {
        var claimsTlp = definition.Text("definition_type") == "tlp"
            || definition.Extension(Tlp.ExtensionDefinition.ToString()) is not null;
        var published = Tlp.Find(definition.Id);
        if (published is null && claimsTlp)
        {
            findings.Add(StixFinding.Error(FindingCodes.InvalidTlp, "/id",
                "No TLP markings exist beside the fixed ones; this one is treated as the most restrictive."));
        }
        else if (published is not null && Meaning(published) != Meaning(definition))
        {
            findings.Add(StixFinding.Error(FindingCodes.InvalidTlp, "",
                $"The object differs from the fixed {published.Text("name")}; the fixed one counts."));
        }

        if (!claimsTlp && published is null && !definition.Has("definition") && !definition.Has("extensions"))
        {
            findings.Add(StixFinding.Error(FindingCodes.IncompleteObject, "/definition",
                "A marking definition needs definition_type and definition, or an extension."));
        }
    }

    /// <summary>What a TLP object says; its name and layout may differ between producers, and TLP 1.0 knew no
    /// names.</summary>
    private static string Meaning(StixObject definition) => string.Join('|',
        definition.Created?.Instant,
        definition.Text("definition_type"),
        Canonical(definition, "definition"),
        Canonical(definition, "extensions"));

    private static string Canonical(StixObject definition, string property)
    {
        if (definition.Json.Property(property) is not { } value)
        {
            return "";
        }

        try
        {
            return Encoding.UTF8.GetString(CanonicalJson.Write(value));
        }
        catch (FormatException)
        {
            // A number beyond a double: certainly not what the fixed object says.
            return value.GetRawText();
        }
    }
}
