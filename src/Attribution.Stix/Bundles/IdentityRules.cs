namespace Attribution.Stix;

/// <summary>Rules about what identifies an object and its versions (sections 2.9, 3.2 and 3.6).</summary>
internal static class IdentityRules
{
    private const int MinFractionDigits = 3;
    private const int RandomUuidVersion = 4;
    private const int NameBasedUuidVersion = 5;

    public static void Check(StixObject stixObject, StixTypeDefinition? definition, List<StixFinding> findings)
    {
        if (stixObject.Text("id") != stixObject.Id.ToString())
        {
            findings.Add(StixFinding.Warning(FindingCodes.IdNotLowerCase, "/id",
                "The UUID of an id is written in lower case."));
        }

        if (definition?.Category == StixCategory.Observable)
        {
            CheckObservableId(stixObject, findings);
            return;
        }

        if (stixObject.Id.Uuid.Version is not (RandomUuidVersion or NameBasedUuidVersion))
        {
            findings.Add(StixFinding.Warning(FindingCodes.UnexpectedUuidVersion, "/id",
                $"Ids should be random UUIDs (version 4), this one has version {stixObject.Id.Uuid.Version}."));
        }

        CheckVersion(stixObject, findings);
        CheckConfidence(stixObject, findings);
    }

    /// <summary>An id that does not follow from the properties is allowed for version 4, and misleading for version
    /// 5.</summary>
    private static void CheckObservableId(StixObject stixObject, List<StixFinding> findings)
    {
        if (stixObject.Id.Uuid.Version != NameBasedUuidVersion)
        {
            return;
        }

        StixId? computed;
        try
        {
            computed = ObservableId.Compute(stixObject.Json);
        }
        catch (FormatException)
        {
            // A contributing number without canonical form: its wrong type is reported with the property.
            return;
        }

        if (computed is { } expected && expected != stixObject.Id)
        {
            findings.Add(StixFinding.Warning(FindingCodes.UnexpectedObservableId, "/id",
                $"By its properties the object would have the id {expected}."));
        }
    }

    private static void CheckVersion(StixObject stixObject, List<StixFinding> findings)
    {
        foreach (var name in (string[])["created", "modified"])
        {
            if (stixObject.Time(name) is { } time && FractionDigits(time.Text) < MinFractionDigits)
            {
                findings.Add(StixFinding.Error(FindingCodes.TimestampPrecision, $"/{name}",
                    $"{name} needs at least milliseconds."));
            }
        }

        if (stixObject is { Created: { } created, Modified: { } modified } && modified.Instant < created.Instant)
        {
            findings.Add(StixFinding.Error(FindingCodes.TimesOutOfOrder, "/modified", "modified lies before created."));
        }
    }

    private static int FractionDigits(string timestamp)
    {
        var dot = timestamp.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? 0 : timestamp.Length - dot - 2;
    }

    private static void CheckConfidence(StixObject stixObject, List<StixFinding> findings)
    {
        if (stixObject.Integer("confidence") is < 0 or > 100)
        {
            findings.Add(StixFinding.Error(FindingCodes.ConfidenceOutOfRange, "/confidence",
                "confidence is a whole number from 0 to 100; leave it out when there is none."));
        }
    }
}
