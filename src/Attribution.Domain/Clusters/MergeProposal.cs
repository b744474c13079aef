using System.Diagnostics;
using Attribution.Domain.Access;

namespace Attribution.Domain.Clusters;

/// <summary>What a proposal remembers. An accepted one is followed by a merge, a rejected one by a promotion.</summary>
public abstract record MergeProposal : IState<MergeProposal, MergeProposalEvent>
{
    private static readonly Guid Space = new("b84e7d0c-55a1-5d6f-8c0b-0d5b0a3c2f64");

    private MergeProposal()
    {
    }

    public static MergeProposal Initial { get; } = new Unraised();

    /// <summary>The one proposal there can be for a cluster and a campaign of a tenant.</summary>
    public static Guid IdFor(TenantId tenant, string clusterId, Guid campaign) =>
        NameBasedId.Create(Space, $"{tenant.Value}\n{campaign:D}\n{clusterId}");

    public MergeProposal Evolve(MergeProposalEvent happened) => (this, happened) switch
    {
        (Unraised, MergeProposalEvent.Raised raised) => new Waiting(raised.Cluster, raised.Match),
        (Waiting, MergeProposalEvent.Refreshed refreshed) => new Waiting(refreshed.Cluster, refreshed.Match),
        (Waiting, MergeProposalEvent.Accepted) => new Settled(IsAccepted: true),
        (Waiting, MergeProposalEvent.Rejected) => new Settled(IsAccepted: false),
        _ => throw new UnreachableException($"{happened.GetType().Name} never follows the state {GetType().Name}."),
    };

    public sealed record Unraised : MergeProposal;

    public sealed record Waiting(Cluster Cluster, ClusterMatch Match) : MergeProposal;

    public sealed record Settled(bool IsAccepted) : MergeProposal;
}
