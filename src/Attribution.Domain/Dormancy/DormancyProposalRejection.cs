namespace Attribution.Domain.Dormancy;

/// <summary>What stands in the way of a dormancy proposal alone; the rest is said of every proposal
/// (<see cref="Clusters.MergeProposalRejection"/>).</summary>
public static class DormancyProposalRejection
{
    public static Rejection NotSilent => new(
        "CAMPAIGN_NOT_SILENT", "The campaign has given a sign of life since it was proposed; look at it and reject.");
}
