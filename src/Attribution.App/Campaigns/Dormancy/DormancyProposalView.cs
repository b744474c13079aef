using System.Diagnostics;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.Domain.Dormancy;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Campaigns.Dormancy;

/// <summary>Where a dormancy proposal stands.</summary>
internal enum DormancyProposalState
{
    Waiting,
    Accepted,
    Rejected,
}

/// <summary>A dormancy proposal as people read it.</summary>
internal sealed record DormancyProposalView : IAuditedRecord
{
    string IAuditedRecord.RecordType => "dormancy_proposal";

    Guid? IAuditedRecord.Campaign => Campaign;

    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required Guid Campaign { get; init; }

    public required Instant SilentSince { get; init; }

    public DormancyProposalState State { get; init; } = DormancyProposalState.Waiting;

    public required Instant RaisedAt { get; init; }

    public string? DecidedBy { get; init; }

    public Instant? DecidedAt { get; init; }

    public string? Reason { get; init; }

    public required Instant UpdatedAt { get; init; }

    public required long Version { get; init; }

    /// <summary>What a decision needs to know of it.</summary>
    internal DormancyProposal AsState() => State == DormancyProposalState.Waiting
        ? new DormancyProposal.Waiting(SilentSince)
        : new DormancyProposal.Settled(State == DormancyProposalState.Accepted);

    /// <summary>The page after one more event.</summary>
    public static DormancyProposalView Evolve(
        DormancyProposalView? view, DormancyProposalEvent happened, RecordedEvent record) =>
        (happened switch
        {
            DormancyProposalEvent.Raised raised => Raise(raised),
            _ when view is null => throw new UnreachableException($"{record.Stream} does not begin with its raising."),
            DormancyProposalEvent.Accepted accepted => view.Decided(
                DormancyProposalState.Accepted, accepted.Reason, happened),
            DormancyProposalEvent.Rejected rejected => view.Decided(
                DormancyProposalState.Rejected, rejected.Reason, happened),
            _ => throw new UnreachableException($"No page shows what {happened.GetType().Name} does."),
        }) with
        {
            UpdatedAt = record.RecordedAt,
            Version = record.Version,
        };

    private static DormancyProposalView Raise(DormancyProposalEvent.Raised raised) => new()
    {
        Id = raised.Id,
        Tenant = raised.Tenant,
        Campaign = raised.Campaign,
        SilentSince = raised.SilentSince,
        RaisedAt = raised.At,
        UpdatedAt = raised.At,
        Version = 1,
    };

    private DormancyProposalView Decided(
        DormancyProposalState state, string reason, DormancyProposalEvent happened) =>
        this with { State = state, Reason = reason, DecidedBy = happened.By.Id, DecidedAt = happened.At };
}
