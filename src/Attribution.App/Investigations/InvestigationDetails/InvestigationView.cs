using System.Diagnostics;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.Domain.Investigations;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Investigations.InvestigationDetails;

/// <summary>Where an investigation stands.</summary>
internal enum InvestigationState
{
    Open,
    Closed,
}

/// <summary>An investigation as people read it: folded from its events alone.</summary>
internal sealed record InvestigationView : IAuditedRecord
{
    string IAuditedRecord.RecordType => "investigation";

    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required string Title { get; init; }

    public InvestigationState State { get; init; } = InvestigationState.Open;

    public required Handling Handling { get; init; }

    public required string CreatedBy { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; init; }

    public required long Version { get; init; }

    /// <summary>The page after one more event.</summary>
    public static InvestigationView Evolve(
        InvestigationView? view, InvestigationEvent happened, RecordedEvent record) =>
        (happened switch
        {
            InvestigationEvent.Opened opened => Open(opened),
            _ when view is null => throw new UnreachableException($"{record.Stream} does not begin with its opening."),
            _ => view.After(happened),
        }) with
        {
            UpdatedAt = record.RecordedAt,
            Version = record.Version,
        };

    private static InvestigationView Open(InvestigationEvent.Opened opened) => new()
    {
        Id = opened.Id,
        Tenant = opened.Tenant,
        Title = opened.Title,
        Handling = opened.Handling,
        CreatedBy = opened.By.Id,
        CreatedAt = opened.At,
        UpdatedAt = opened.At,
        Version = 1,
    };

    private InvestigationView After(InvestigationEvent happened) => happened switch
    {
        InvestigationEvent.Retitled retitled => this with { Title = retitled.Title },
        InvestigationEvent.Closed => this with { State = InvestigationState.Closed },
        InvestigationEvent.Reopened => this with { State = InvestigationState.Open },
        InvestigationEvent.Reclassified reclassified => this with { Handling = reclassified.Handling },
        _ => throw new UnreachableException($"No page shows what {happened.GetType().Name} does."),
    };
}
