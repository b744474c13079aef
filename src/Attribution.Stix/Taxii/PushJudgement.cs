namespace Attribution.Stix.Taxii;

/// <summary>Reads from a status resource what became of one object. The lists in it are optional; the counts are
/// not.</summary>
internal static class PushJudgement
{
    public static TaxiiPushOutcome Of(StixObject stixObject, TaxiiStatus status)
    {
        var failure = status.Failures.FirstOrDefault(detail => detail.IsAbout(stixObject));
        var result = failure is not null ? TaxiiPushResult.Rejected : WithoutFailure(stixObject, status);
        return new TaxiiPushOutcome(stixObject, result, failure?.Message, status.Id.Length > 0 ? status.Id : null);
    }

    private static TaxiiPushResult WithoutFailure(StixObject stixObject, TaxiiStatus status)
    {
        if (status.Successes.Any(detail => detail.IsAbout(stixObject)))
        {
            return TaxiiPushResult.Accepted;
        }

        if (!status.IsComplete || status.Pendings.Any(detail => detail.IsAbout(stixObject)))
        {
            return TaxiiPushResult.Unknown;
        }

        // All failures are named, and this object is not among them.
        return status.PendingCount == 0 && status.Failures.Length == status.FailureCount
            ? TaxiiPushResult.Accepted
            : TaxiiPushResult.Unknown;
    }
}
