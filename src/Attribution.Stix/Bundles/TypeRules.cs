using Attribution.Stix.Patterns;

namespace Attribution.Stix;

/// <summary>Rules that hold between the properties of one type (the prose of sections 4, 5 and 6).</summary>
internal static class TypeRules
{
    private static readonly (string Earlier, string Later, bool MayBeEqual)[] Order =
    [
        ("first_seen", "last_seen", true),
        ("first_observed", "last_observed", true),
        ("start_time", "stop_time", false),
        ("valid_from", "valid_until", false),
        ("start", "end", true),
        ("analysis_started", "analysis_ended", true),
    ];

    public static void Check(StixObject stixObject, List<StixFinding> findings)
    {
        CheckOrder(stixObject, findings);
        CheckExternalReferences(stixObject, findings);
        switch (stixObject.Type)
        {
            case "indicator":
                CheckPattern(stixObject, findings);
                break;
            case "relationship":
                CheckRelationship(stixObject, findings);
                break;
            case "sighting":
                CheckSighting(stixObject, findings);
                break;
            case "location":
                CheckLocation(stixObject, findings);
                break;
            case "malware" when stixObject.Flag("is_family") == true && !stixObject.Has("name"):
                findings.Add(Incomplete("/name", "A malware family needs a name."));
                break;
            case "observed-data" when !stixObject.Has("object_refs") && !stixObject.Has("objects"):
                findings.Add(Incomplete("/object_refs", "Observed data needs object_refs."));
                break;
            case "file" when !stixObject.Has("hashes") && !stixObject.Has("name"):
                findings.Add(Incomplete("", "A file needs hashes or a name."));
                break;
            case "artifact" when stixObject.Has("payload_bin") == stixObject.Has("url"):
                findings.Add(Incomplete("", "An artifact needs either payload_bin or url."));
                break;
        }
    }

    private static void CheckOrder(StixObject stixObject, List<StixFinding> findings)
    {
        foreach (var (earlier, later, mayBeEqual) in Order)
        {
            if (stixObject.Time(earlier) is { } first && stixObject.Time(later) is { } last
                && (last.Instant < first.Instant || (!mayBeEqual && last.Instant == first.Instant)))
            {
                findings.Add(StixFinding.Error(FindingCodes.TimesOutOfOrder, $"/{later}",
                    $"{later} must be {(mayBeEqual ? "at or after" : "after")} {earlier}."));
            }
        }
    }

    private static void CheckExternalReferences(StixObject stixObject, List<StixFinding> findings)
    {
        var index = 0;
        foreach (var json in stixObject.Json.Items("external_references"))
        {
            var reference = ExternalReference.Read(json);
            if (reference is null or { Description: null, Url: null, ExternalId: null })
            {
                findings.Add(StixFinding.Error(FindingCodes.InvalidExternalReference, $"/external_references/{index}",
                    "An external reference needs source_name and one of description, url and external_id."));
            }

            index++;
        }
    }

    private static void CheckPattern(StixObject indicator, List<StixFinding> findings)
    {
        if (indicator.Text("pattern_type") == "stix" && indicator.Text("pattern") is { } text
            && !StixPattern.TryParse(text, out _, out var error))
        {
            findings.Add(StixFinding.Error(FindingCodes.InvalidPattern, "/pattern",
                $"Line {error.Line}, column {error.Column}: {error.Message}"));
        }
    }

    private static void CheckRelationship(StixObject relationship, List<StixFinding> findings)
    {
        foreach (var end in (string[])["source_ref", "target_ref"])
        {
            if (relationship.Reference(end) is { } id && RelationshipRules.IsForbiddenEnd(id.Type))
            {
                findings.Add(StixFinding.Error(FindingCodes.ForbiddenRelationshipEnd, $"/{end}",
                    $"A relationship cannot connect an object of type {id.Type}."));
            }
        }

        if (relationship.Reference("source_ref") is { } source && relationship.Reference("target_ref") is { } target
            && relationship.Text("relationship_type") is { } kind
            && StixTypeDefinition.Find(source.Type) is not null && StixTypeDefinition.Find(target.Type) is not null
            && !RelationshipRules.IsDefined(source.Type, kind, target.Type))
        {
            findings.Add(StixFinding.Warning(FindingCodes.UnknownRelationship, "/relationship_type",
                $"STIX 2.1 defines no relationship {source.Type} {kind} {target.Type}."));
        }
    }

    private static void CheckSighting(StixObject sighting, List<StixFinding> findings)
    {
        if (sighting.Reference("sighting_of_ref") is { } id
            && StixTypeDefinition.Find(id.Type) is { Category: not StixCategory.Domain })
        {
            findings.Add(StixFinding.Error(FindingCodes.WrongReferenceType, "/sighting_of_ref",
                $"Only a domain object can be sighted, not {id.Type}."));
        }

        if (sighting.Integer("count") is < 0 or > 999_999_999)
        {
            findings.Add(StixFinding.Error(FindingCodes.WrongType, "/count", "count lies between 0 and 999,999,999."));
        }
    }

    private static void CheckLocation(StixObject location, List<StixFinding> findings)
    {
        if (location.Has("latitude") != location.Has("longitude"))
        {
            findings.Add(Incomplete("/latitude", "latitude and longitude come together."));
        }
        else if (!location.Has("region") && !location.Has("country") && !location.Has("latitude"))
        {
            findings.Add(Incomplete("", "A location needs a region, a country, or latitude and longitude."));
        }

        if (location.Text("country") is { } country && (country.Length != 2 || !country.All(char.IsAsciiLetter)))
        {
            findings.Add(StixFinding.Warning(FindingCodes.UnknownVocabularyValue, "/country",
                "country should be a two-letter code of ISO 3166-1."));
        }
    }

    private static StixFinding Incomplete(string path, string message) =>
        StixFinding.Error(FindingCodes.IncompleteObject, path, message);
}
