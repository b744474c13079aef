using Attribution.Domain.Access;

namespace Attribution.Domain.Dormancy;

/// <summary>Everything that can happen to a proposal to call a campaign dormant. This file is the storage contract.
/// </summary>
public abstract record DormancyProposalEvent
{
    private DormancyProposalEvent(Author by, Instant at) => (By, At) = (by, at);

    public Author By { get; init; }

    public Instant At { get; init; }

    /// <summary>The campaign has given no sign of life for long: an analyst shall say whether it is dormant.</summary>
    public sealed record Raised(
        Guid Id,
        TenantId Tenant,
        Guid Campaign,
        Instant SilentSince,
        Author By,
        Instant At) : DormancyProposalEvent(By, At);

    public sealed record Accepted(string Reason, Author By, Instant At) : DormancyProposalEvent(By, At);

    /// <summary>The campaign runs: it is asked again after another silence.</summary>
    public sealed record Rejected(string Reason, Author By, Instant At) : DormancyProposalEvent(By, At);
}
