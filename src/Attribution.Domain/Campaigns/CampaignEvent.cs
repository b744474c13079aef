using System.Text.Json;
using Attribution.Domain.Access;
using Attribution.Domain.Clusters;
using Attribution.Domain.Confidence;

namespace Attribution.Domain.Campaigns;

/// <summary>
/// Everything that can happen to a campaign. This file is the storage contract: a name or a field that was once
/// written is never renamed; a new shape is a new version with an upcaster.
/// </summary>
public abstract record CampaignEvent
{
    private CampaignEvent(Author by, Instant at, string? reason = null) => (By, At, Reason) = (by, at, reason);

    /// <summary>Who did it.</summary>
    public Author By { get; init; }

    /// <summary>When it was decided.</summary>
    public Instant At { get; init; }

    /// <summary>Why, when somebody had to say it or wished to.</summary>
    public string? Reason { get; init; }

    public sealed record Created(
        Guid Id,
        TenantId Tenant,
        CampaignProfile Profile,
        Guid? ParentCampaign,
        Handling Handling,
        Author By,
        Instant At) : CampaignEvent(By, At);

    public sealed record Promoted(
        Guid Id,
        TenantId Tenant,
        CampaignProfile Profile,
        string? ClusterId,
        string? ClusterLabel,
        ImmutableArray<string> Indicators,
        ImmutableArray<string> Signals,
        ImmutableArray<string> Techniques,
        ImmutableArray<string> UnrecognisedTechniques,
        ImmutableArray<string> Tags,
        Assessment? InitialConfidence,
        SuggestedActor? SuggestedActor,
        Handling Handling,
        ImmutableSortedDictionary<string, JsonElement> UnknownKeys,
        Author By,
        Instant At) : CampaignEvent(By, At);

    public sealed record Activated(string Reason, Author By, Instant At) : CampaignEvent(By, At, Reason);

    public sealed record WentDormant(string Reason, Author By, Instant At) : CampaignEvent(By, At, Reason);

    public sealed record Reactivated(string Reason, Author By, Instant At) : CampaignEvent(By, At, Reason);

    public sealed record Concluded(string Reason, Author By, Instant At) : CampaignEvent(By, At, Reason);

    public sealed record ProfileRevised(ProfileChanges Changes, string? Reason, Author By, Instant At)
        : CampaignEvent(By, At, Reason);

    public sealed record ParentAssigned(Guid ParentCampaign, Author By, Instant At) : CampaignEvent(By, At);

    public sealed record ParentRemoved(Guid ParentCampaign, Author By, Instant At) : CampaignEvent(By, At);

    /// <summary>Only what the cluster added: a member that was there already is not repeated.</summary>
    public sealed record ClusterMerged(
        string? ClusterId,
        ImmutableArray<string> Indicators,
        ImmutableArray<string> Techniques,
        ImmutableArray<string> UnrecognisedTechniques,
        Instant? FirstSeen,
        Instant? LastSeen,
        Author By,
        Instant At) : CampaignEvent(By, At);

    public sealed record ClusterUnlinked(string ClusterId, string? Reason, Author By, Instant At)
        : CampaignEvent(By, At, Reason);

    public sealed record ClusterLinked(string ClusterId, Author By, Instant At) : CampaignEvent(By, At);

    public sealed record IndicatorsLinked(ImmutableArray<string> Indicators, Author By, Instant At)
        : CampaignEvent(By, At);

    public sealed record IndicatorsUnlinked(ImmutableArray<string> Indicators, string? Reason, Author By, Instant At)
        : CampaignEvent(By, At, Reason);

    public sealed record TechniquesObserved(ImmutableArray<string> Techniques, Author By, Instant At)
        : CampaignEvent(By, At);

    public sealed record TechniquesDiscarded(ImmutableArray<string> Techniques, string? Reason, Author By, Instant At)
        : CampaignEvent(By, At, Reason);

    public sealed record InvestigationLinked(Guid Investigation, Author By, Instant At) : CampaignEvent(By, At);

    public sealed record InvestigationUnlinked(Guid Investigation, string? Reason, Author By, Instant At)
        : CampaignEvent(By, At, Reason);

    /// <summary>The actor is talked about together with the campaign. It is no attribution: hypotheses are.</summary>
    public sealed record ActorAssociated(string Actor, Author By, Instant At) : CampaignEvent(By, At);

    public sealed record ActorDissociated(string Actor, string? Reason, Author By, Instant At)
        : CampaignEvent(By, At, Reason);

    public sealed record TargetsIdentified(ImmutableArray<Target> Targets, Author By, Instant At)
        : CampaignEvent(By, At);

    public sealed record TargetsDiscarded(ImmutableArray<Target> Targets, string? Reason, Author By, Instant At)
        : CampaignEvent(By, At, Reason);

    public sealed record ReferenceCited(Reference Reference, Author By, Instant At) : CampaignEvent(By, At);

    public sealed record ReferenceWithdrawn(string Url, string? Reason, Author By, Instant At)
        : CampaignEvent(By, At, Reason);

    public sealed record Tagged(ImmutableArray<string> Tags, Author By, Instant At) : CampaignEvent(By, At);

    public sealed record Untagged(ImmutableArray<string> Tags, Author By, Instant At) : CampaignEvent(By, At);

    public sealed record Reclassified(Handling Handling, string Reason, Author By, Instant At)
        : CampaignEvent(By, At, Reason);

    /// <summary>The field's texts, past and present, are no longer shown to anyone.</summary>
    public sealed record Redacted(RedactableField Field, string Reason, Author By, Instant At)
        : CampaignEvent(By, At, Reason);
}
