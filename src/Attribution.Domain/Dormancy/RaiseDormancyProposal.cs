using Attribution.Domain.Access;

namespace Attribution.Domain.Dormancy;

/// <summary>Asks an analyst whether a silent campaign is dormant.</summary>
public sealed record RaiseDormancyProposal(
    Guid Id,
    TenantId Tenant,
    Guid Campaign,
    Instant SilentSince,
    Author By,
    Instant At) : ICommand<DormancyProposal, DormancyProposalEvent>
{
    public Decision<DormancyProposalEvent> Decide(DormancyProposal state) => state is DormancyProposal.Unraised
        ? new DormancyProposalEvent.Raised(Id, Tenant, Campaign, SilentSince, By, At)
        : Decision.Unchanged;
}
