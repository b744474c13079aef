using Attribution.Domain.Access;

namespace Attribution.Domain.Clusters;

/// <summary>Everything that can happen to a proposal to merge a cluster. This file is the storage contract.</summary>
public abstract record MergeProposalEvent
{
    private MergeProposalEvent(Author by, Instant at) => (By, At) = (by, at);

    public Author By { get; init; }

    public Instant At { get; init; }

    /// <summary>The cluster waits, whole, for an analyst to say whether it belongs to the campaign.</summary>
    public sealed record Raised(
        Guid Id,
        TenantId Tenant,
        Cluster Cluster,
        ClusterMatch Match,
        Handling Handling,
        Author By,
        Instant At) : MergeProposalEvent(By, At);

    /// <summary>A later delivery of the cluster replaces the one that waits.</summary>
    public sealed record Refreshed(Cluster Cluster, ClusterMatch Match, Author By, Instant At)
        : MergeProposalEvent(By, At);

    public sealed record Accepted(string? Reason, Author By, Instant At) : MergeProposalEvent(By, At);

    /// <summary>Decided distinct: the cluster is never proposed for this campaign again.</summary>
    public sealed record Rejected(string Reason, Author By, Instant At) : MergeProposalEvent(By, At);
}
