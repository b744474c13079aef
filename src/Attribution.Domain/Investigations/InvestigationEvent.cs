using Attribution.Domain.Access;

namespace Attribution.Domain.Investigations;

/// <summary>Everything that can happen to an investigation. This file is the storage contract.</summary>
public abstract record InvestigationEvent
{
    private InvestigationEvent(Author by, Instant at) => (By, At) = (by, at);

    public Author By { get; init; }

    public Instant At { get; init; }

    public sealed record Opened(Guid Id, TenantId Tenant, string Title, Handling Handling, Author By, Instant At)
        : InvestigationEvent(By, At);

    public sealed record Retitled(string Title, Author By, Instant At) : InvestigationEvent(By, At);

    public sealed record Closed(string Reason, Author By, Instant At) : InvestigationEvent(By, At);

    public sealed record Reopened(string Reason, Author By, Instant At) : InvestigationEvent(By, At);

    public sealed record Reclassified(Handling Handling, string Reason, Author By, Instant At)
        : InvestigationEvent(By, At);
}
