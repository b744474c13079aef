using Attribution.Stix;

namespace Attribution.App.StixImport;

/// <summary>Says what to do with an object whose id is known already.</summary>
internal static class Judgement
{
    internal static void Pronounce(Arrival arrival)
    {
        var (outcome, code, message) = arrival.Version.JudgeAgainst(arrival.Before?.Version) switch
        {
            VersionVerdict.Same => (StixImportOutcome.Known, "SAME_VERSION", "This version of it is here already."),
            VersionVerdict.Older => (StixImportOutcome.Known, "OLDER_VERSION", "A later version of it is here."),
            VersionVerdict.Conflicting => (
                StixImportOutcome.Refused,
                "CONFLICTING_VERSION",
                "The same version is here with other content. Its producer has to give the change a later modified."),
            VersionVerdict.OtherProducer => (
                StixImportOutcome.Refused,
                "OTHER_PRODUCER",
                "Another producer's object has this id, and only its producer may change it."),
            VersionVerdict.Revoked => (
                StixImportOutcome.Refused, "REVOKED_BEFORE", "The object was revoked, which is for ever."),
            _ => (StixImportOutcome.Taken, null, null),
        };
        if (code is not null)
        {
            arrival.End(outcome, code, message!);
        }
    }
}
