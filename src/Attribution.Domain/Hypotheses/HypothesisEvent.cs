using Attribution.Domain.Access;
using Attribution.Domain.Confidence;
using Attribution.Domain.Evidence;

namespace Attribution.Domain.Hypotheses;

/// <summary>
/// Everything that can happen to a hypothesis. This file is the storage contract: a name or a field that was once
/// written is never renamed; a new shape is a new version with an upcaster.
/// </summary>
public abstract record HypothesisEvent
{
    private HypothesisEvent(Author by, Instant at) => (By, At) = (by, at);

    /// <summary>Who did it.</summary>
    public Author By { get; init; }

    /// <summary>When it was decided.</summary>
    public Instant At { get; init; }

    public sealed record Proposed(
        Guid Id,
        TenantId Tenant,
        Guid Campaign,
        string Actor,
        string ActorName,
        Source Source,
        string? Rationale,
        Author By,
        Instant At) : HypothesisEvent(By, At);

    public sealed record EvidenceAdded(EvidenceItem Evidence, Author By, Instant At) : HypothesisEvent(By, At);

    public sealed record EvidenceWithdrawn(Guid Evidence, string Reason, Author By, Instant At)
        : HypothesisEvent(By, At);

    /// <summary>
    /// A new grade, with everything that led to it. The event just before it in the stream is its cause.
    /// </summary>
    public sealed record ConfidenceRevised(
        Assessment Confidence,
        string Model,
        ScoringInputs Inputs,
        RevisionCause Cause,
        string? Reason,
        Author By,
        Instant At) : HypothesisEvent(By, At);

    /// <summary>An analyst has looked at everything that machines contributed so far.</summary>
    public sealed record ReviewedByAnalyst(string Analyst, string? Note, Author By, Instant At)
        : HypothesisEvent(By, At);

    /// <summary>How an item, filed under this hypothesis or another one, fits this one. It moves no score.</summary>
    public sealed record EvidenceRated(Guid Evidence, Consistency Consistency, string? Reason, Author By, Instant At)
        : HypothesisEvent(By, At);

    public sealed record Resolved(Resolution Resolution, string Reason, Author By, Instant At)
        : HypothesisEvent(By, At);

    public sealed record Reopened(string Reason, Author By, Instant At) : HypothesisEvent(By, At);
}
