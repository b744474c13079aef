namespace Attribution.Domain.Clusters;

/// <summary>Every refusal that the state of a proposal can cause.</summary>
public static class MergeProposalRejection
{
    public static Rejection NotFound => new("PROPOSAL_NOT_FOUND", "There is no such proposal.", "id");

    public static Rejection Settled => new("PROPOSAL_SETTLED", "The proposal was decided already.");

    public static Rejection Merged =>
        new("CLUSTER_MERGED", "The campaign has taken the cluster meanwhile; accept, or unlink it there first.");

    public static Rejection AnalystRequired => new("ANALYST_REQUIRED", "Only an analyst decides a proposal.");

    public static Rejection ClusterIdRequired =>
        new("INVALID_ID", "A cluster without an id is not proposed: nobody could remember the decision.", "id");

    public static Rejection TenantRequired => new("TENANT_REQUIRED", "The token names no tenant.", "tenant");
}
