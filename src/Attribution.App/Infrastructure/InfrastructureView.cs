using System.Diagnostics;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.Domain.Infrastructure;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Infrastructure;

/// <summary>What a piece of infrastructure is for, as people read it: the rules' answer or an analyst's.</summary>
internal sealed record InfrastructureView : IAuditedRecord
{
    string IAuditedRecord.RecordType => "infrastructure";

    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>STIX id of the indicator, observable or infrastructure.</summary>
    public required string Subject { get; init; }

    public required Handling Handling { get; init; }

    public InfrastructureRole Role { get; init; }

    public ClassificationRule Rule { get; init; }

    /// <summary>What in the facts decided, or the analyst who did.</summary>
    public string? DecidedBy { get; init; }

    public int? Confidence { get; init; }

    /// <summary>Why, when an analyst decided.</summary>
    public string? Reason { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; init; }

    public required long Version { get; init; }

    /// <summary>The page after one more event.</summary>
    public static InfrastructureView Evolve(
        InfrastructureView? view, InfrastructureEvent happened, RecordedEvent record) => happened switch
        {
            InfrastructureEvent.Classified e => Open(view, e.Id, e.Tenant, e.Subject, e.Handling, record) with
            {
                Role = e.Classification.Role,
                Rule = e.Classification.Rule,
                DecidedBy = e.Classification.DecidedBy,
                Confidence = e.Classification.ConfidencePercent,
            },
            InfrastructureEvent.Relabelled e => Open(view, e.Id, e.Tenant, e.Subject, e.Handling, record) with
            {
                Role = e.Role,
                Rule = ClassificationRule.AnalystLabel,
                DecidedBy = e.By.Id,
                Confidence = null,
                Reason = e.Reason,
            },
            _ => throw new UnreachableException($"No page shows what {happened.GetType().Name} does."),
        };

    // Either event may be the first: an analyst need not wait for the rules.
    private static InfrastructureView Open(
        InfrastructureView? view, Guid id, TenantId tenant, string subject, Handling handling, RecordedEvent record) =>
        new()
        {
            Id = id,
            Tenant = tenant,
            Subject = subject,
            Handling = handling,
            CreatedAt = view?.CreatedAt ?? record.RecordedAt,
            UpdatedAt = record.RecordedAt,
            Version = record.Version,
        };
}
