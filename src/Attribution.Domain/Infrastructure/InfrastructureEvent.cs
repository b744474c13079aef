using Attribution.Domain.Access;

namespace Attribution.Domain.Infrastructure;

/// <summary>
/// Everything that can happen to the label of a piece of infrastructure. This file is the storage contract.
/// </summary>
public abstract record InfrastructureEvent
{
    private InfrastructureEvent(Author by, Instant at) => (By, At) = (by, at);

    public Author By { get; init; }

    public Instant At { get; init; }

    /// <summary>The rules found a role.</summary>
    /// <param name="Subject">STIX id of the indicator, observable or infrastructure.</param>
    public sealed record Classified(
        Guid Id,
        TenantId Tenant,
        string Subject,
        Classification Classification,
        Handling Handling,
        Author By,
        Instant At) : InfrastructureEvent(By, At);

    /// <summary>An analyst knows better. From here on the rules are no longer asked.</summary>
    public sealed record Relabelled(
        Guid Id,
        TenantId Tenant,
        string Subject,
        InfrastructureRole Role,
        string Reason,
        Handling Handling,
        Author By,
        Instant At) : InfrastructureEvent(By, At);
}
