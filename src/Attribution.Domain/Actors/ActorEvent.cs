using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Actors;

/// <summary>Everything that can happen to an actor's profile. This file is the storage contract.</summary>
public abstract record ActorEvent
{
    private ActorEvent(Author by, Instant at) => (By, At) = (by, at);

    public Author By { get; init; }

    public Instant At { get; init; }

    /// <param name="Id">The stream: one profile for each organisation and actor.</param>
    /// <param name="Actor">STIX id.</param>
    public sealed record Registered(
        Guid Id,
        TenantId Tenant,
        string Actor,
        ActorProfile Profile,
        Handling Handling,
        Author By,
        Instant At) : ActorEvent(By, At);

    public sealed record ProfileRevised(ActorChanges Changes, string? Reason, Author By, Instant At)
        : ActorEvent(By, At);

    public sealed record AliasClaimed(ActorAlias Alias, Author By, Instant At) : ActorEvent(By, At);

    public sealed record AliasWithdrawn(string Name, string ClaimedBy, string? Reason, Author By, Instant At)
        : ActorEvent(By, At);

    /// <param name="Capabilities">ATT&amp;CK technique ids and STIX ids of malware and tools.</param>
    public sealed record CapabilitiesAttributed(ImmutableArray<string> Capabilities, Author By, Instant At)
        : ActorEvent(By, At);

    public sealed record CapabilitiesWithdrawn(
        ImmutableArray<string> Capabilities,
        string? Reason,
        Author By,
        Instant At) : ActorEvent(By, At);

    public sealed record TargetingIdentified(ImmutableArray<Target> Targets, Author By, Instant At)
        : ActorEvent(By, At);

    public sealed record TargetingDiscarded(ImmutableArray<Target> Targets, string? Reason, Author By, Instant At)
        : ActorEvent(By, At);

    public sealed record LikenessClaimed(Likeness Likeness, Author By, Instant At) : ActorEvent(By, At);

    public sealed record LikenessWithdrawn(Guid Other, string Reason, Author By, Instant At) : ActorEvent(By, At);

    /// <summary>
    /// From here on the other actor stands for this one. Both streams stay whole, so it can be undone.
    /// </summary>
    public sealed record Merged(Guid Into, string Reason, Author By, Instant At) : ActorEvent(By, At);

    public sealed record MergeUndone(Guid From, string Reason, Author By, Instant At) : ActorEvent(By, At);

    public sealed record Reclassified(Handling Handling, string Reason, Author By, Instant At) : ActorEvent(By, At);
}
