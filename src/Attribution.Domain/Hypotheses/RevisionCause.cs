namespace Attribution.Domain.Hypotheses;

/// <summary>What made a confidence change.</summary>
public enum CauseKind
{
    EvidenceAdded,
    EvidenceWithdrawn,
    ReviewedByAnalyst,
    RevisedByAnalyst,
}

/// <summary>The cause of one revision: what kind of event, and the item of evidence when it was one.</summary>
public sealed record RevisionCause(CauseKind Kind, Guid? Evidence = null);
