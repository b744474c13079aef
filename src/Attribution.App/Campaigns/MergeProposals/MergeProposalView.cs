using System.Diagnostics;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.Domain.Clusters;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Campaigns.MergeProposals;

/// <summary>Where a merge proposal stands.</summary>
internal enum MergeProposalState
{
    Waiting,
    Accepted,
    Rejected,
}

/// <summary>A merge proposal as people read it, with the whole cluster that waits in it.</summary>
internal sealed record MergeProposalView : IAuditedRecord
{
    string IAuditedRecord.RecordType => "merge_proposal";

    Guid? IAuditedRecord.Campaign => Match.Campaign;

    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required Cluster Cluster { get; init; }

    public required ClusterMatch Match { get; init; }

    public MergeProposalState State { get; init; } = MergeProposalState.Waiting;

    public required Handling Handling { get; init; }

    public required string RaisedBy { get; init; }

    public required Instant RaisedAt { get; init; }

    public string? DecidedBy { get; init; }

    public Instant? DecidedAt { get; init; }

    public string? Reason { get; init; }

    public required Instant UpdatedAt { get; init; }

    public required long Version { get; init; }

    /// <summary>What a decision needs to know of it.</summary>
    internal MergeProposal AsState() => State == MergeProposalState.Waiting
        ? new MergeProposal.Waiting(Cluster, Match)
        : new MergeProposal.Settled(State == MergeProposalState.Accepted);

    /// <summary>The page after one more event.</summary>
    public static MergeProposalView Evolve(
        MergeProposalView? view, MergeProposalEvent happened, RecordedEvent record) =>
        (happened switch
        {
            MergeProposalEvent.Raised raised => Raise(raised),
            _ when view is null => throw new UnreachableException($"{record.Stream} does not begin with its raising."),
            _ => view.After(happened),
        }) with
        {
            UpdatedAt = record.RecordedAt,
            Version = record.Version,
        };

    private static MergeProposalView Raise(MergeProposalEvent.Raised raised) => new()
    {
        Id = raised.Id,
        Tenant = raised.Tenant,
        Cluster = raised.Cluster,
        Match = raised.Match,
        Handling = raised.Handling,
        RaisedBy = raised.By.Id,
        RaisedAt = raised.At,
        UpdatedAt = raised.At,
        Version = 1,
    };

    private MergeProposalView After(MergeProposalEvent happened) => happened switch
    {
        MergeProposalEvent.Refreshed refreshed => this with { Cluster = refreshed.Cluster, Match = refreshed.Match },
        MergeProposalEvent.Accepted accepted => Decided(MergeProposalState.Accepted, accepted.Reason, happened),
        MergeProposalEvent.Rejected rejected => Decided(MergeProposalState.Rejected, rejected.Reason, happened),
        _ => throw new UnreachableException($"No page shows what {happened.GetType().Name} does."),
    };

    private MergeProposalView Decided(MergeProposalState state, string? reason, MergeProposalEvent happened) =>
        this with { State = state, Reason = reason, DecidedBy = happened.By.Id, DecidedAt = happened.At };
}
