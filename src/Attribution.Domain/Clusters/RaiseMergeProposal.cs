using Attribution.Domain.Access;

namespace Attribution.Domain.Clusters;

/// <summary>Asks an analyst whether a cluster belongs to a campaign.</summary>
public sealed record RaiseMergeProposal(
    Guid Id,
    TenantId Tenant,
    Cluster Cluster,
    ClusterMatch Match,
    Handling Handling,
    Author By,
    Instant At) : ICommand<MergeProposal, MergeProposalEvent>
{
    public Decision<MergeProposalEvent> Decide(MergeProposal state) => state switch
    {
        MergeProposal.Unraised => Raise(),
        MergeProposal.Waiting waiting when IsSameAs(waiting.Cluster) => Decision.Unchanged,
        MergeProposal.Waiting => Problem() is { } problem
            ? problem
            : new MergeProposalEvent.Refreshed(Cluster.Normalised(), Match, By, At),
        _ => Decision.Unchanged,
    };

    private Decision<MergeProposalEvent> Raise()
    {
        var handling = Handling.Normalised(By);
        return (Problem() ?? handling.Problem()) is { } problem
            ? problem
            : new MergeProposalEvent.Raised(Id, Tenant, Cluster.Normalised(), Match, handling, By, At);
    }

    private Rejection? Problem() =>
        Cluster.IdOrNull is null ? MergeProposalRejection.ClusterIdRequired
        : string.IsNullOrWhiteSpace(Tenant.Value) ? MergeProposalRejection.TenantRequired
        : Cluster.Problem(At);

    // A redelivery brings the same members; a cluster that has grown is worth another look.
    private bool IsSameAs(Cluster waiting) =>
        Cluster.Indicators.SequenceEqual(waiting.Indicators)
        && Cluster.ObservedTechniques.SequenceEqual(waiting.ObservedTechniques);
}
