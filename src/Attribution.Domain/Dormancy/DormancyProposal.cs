using System.Diagnostics;
using Attribution.Domain.Access;

namespace Attribution.Domain.Dormancy;

/// <summary>What a proposal to call a campaign dormant remembers. Nobody makes a campaign dormant but an analyst: an
/// accepted one follows the ordinary command.</summary>
public abstract record DormancyProposal : IState<DormancyProposal, DormancyProposalEvent>
{
    private static readonly Guid Space = new("3f6a1c6e-8a52-5b0e-9d0f-5a1f6f0f7b21");

    private DormancyProposal()
    {
    }

    public static DormancyProposal Initial { get; } = new Unraised();

    /// <summary>The one proposal there can be for one silence of a campaign.</summary>
    /// <param name="tenant">Whose campaign.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="from">From when on it is counted: its last sign of life, or when an analyst last said that it is
    /// not dormant.</param>
    public static Guid IdFor(TenantId tenant, Guid campaign, Instant from) =>
        NameBasedId.Create(Space, $"{tenant.Value}\n{campaign:D}\n{from.ToUnixTimeMilliseconds()}");

    public DormancyProposal Evolve(DormancyProposalEvent happened) => (this, happened) switch
    {
        (Unraised, DormancyProposalEvent.Raised raised) => new Waiting(raised.SilentSince),
        (Waiting, DormancyProposalEvent.Accepted) => new Settled(IsAccepted: true),
        (Waiting, DormancyProposalEvent.Rejected) => new Settled(IsAccepted: false),
        _ => throw new UnreachableException($"{happened.GetType().Name} never follows the state {GetType().Name}."),
    };

    public sealed record Unraised : DormancyProposal;

    public sealed record Waiting(Instant SilentSince) : DormancyProposal;

    public sealed record Settled(bool IsAccepted) : DormancyProposal;
}
