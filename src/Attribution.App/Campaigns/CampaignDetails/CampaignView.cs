using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Clusters;
using Attribution.Domain.Confidence;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Campaigns.CampaignDetails;

/// <summary>A campaign as people read it: folded from its events alone, so a rebuild makes the same page.</summary>
internal sealed record CampaignView : IAuditedRecord
{
    string IAuditedRecord.RecordType => "campaign";

    Guid? IAuditedRecord.Campaign => Id;

    Tlp? IAuditedRecord.Label => Handling.Tlp;

    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required CampaignProfile Profile { get; init; }

    public CampaignStatus Status { get; init; } = CampaignStatus.Suspected;

    public required Handling Handling { get; init; }

    public Guid? ParentCampaign { get; init; }

    public ImmutableArray<string> Clusters { get; init; } = [];

    public ImmutableArray<string> Indicators { get; init; } = [];

    public ImmutableArray<string> Techniques { get; init; } = [];

    /// <summary>Those of <see cref="Techniques"/> that no ATT&amp;CK release knew when they were reported.</summary>
    public ImmutableArray<string> UnrecognisedTechniques { get; init; } = [];

    public ImmutableArray<Guid> Investigations { get; init; } = [];

    public ImmutableArray<string> Actors { get; init; } = [];

    public ImmutableArray<Target> Targets { get; init; } = [];

    public ImmutableArray<Reference> References { get; init; } = [];

    public ImmutableArray<string> Tags { get; init; } = [];

    public Assessment? InitialConfidence { get; init; }

    public SuggestedActor? SuggestedActor { get; init; }

    public required string CreatedBy { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; init; }

    public required long Version { get; init; }

    /// <summary>The moment that a page of the past shows; null for today's. Never stored.</summary>
    [JsonIgnore]
    public Instant? AsOf { get; init; }

    /// <summary>The day whose rights let an auditor see it; null where today's did. Never stored.</summary>
    [JsonIgnore]
    public Instant? Day { get; init; }

    /// <summary>The page after one more event.</summary>
    public static CampaignView Evolve(CampaignView? view, CampaignEvent happened, RecordedEvent record) =>
        (happened switch
        {
            CampaignEvent.Created created => Open(created),
            CampaignEvent.Promoted promoted => Open(promoted),
            _ when view is null => throw new UnreachableException($"{record.Stream} does not begin with its opening."),
            _ => view.After(happened),
        }) with
        {
            UpdatedAt = record.RecordedAt,
            Version = record.Version,
        };

    private static CampaignView Open(CampaignEvent.Created created) => new()
    {
        Id = created.Id,
        Tenant = created.Tenant,
        Profile = created.Profile,
        Handling = created.Handling,
        ParentCampaign = created.ParentCampaign,
        CreatedBy = created.By.Id,
        CreatedAt = created.At,
        UpdatedAt = created.At,
        Version = 1,
    };

    private static CampaignView Open(CampaignEvent.Promoted promoted) => new()
    {
        Id = promoted.Id,
        Tenant = promoted.Tenant,
        Profile = promoted.Profile,
        Handling = promoted.Handling,
        Clusters = promoted.ClusterId is { } cluster ? [cluster] : [],
        Indicators = promoted.Indicators,
        Techniques = promoted.Techniques,
        UnrecognisedTechniques = promoted.UnrecognisedTechniques,
        Tags = promoted.Tags,
        InitialConfidence = promoted.InitialConfidence,
        SuggestedActor = promoted.SuggestedActor,
        CreatedBy = promoted.By.Id,
        CreatedAt = promoted.At,
        UpdatedAt = promoted.At,
        Version = 1,
    };

    private CampaignView After(CampaignEvent happened) => happened switch
    {
        CampaignEvent.Activated or CampaignEvent.Reactivated => this with { Status = CampaignStatus.Active },
        CampaignEvent.WentDormant => this with { Status = CampaignStatus.Dormant },
        CampaignEvent.Concluded => this with { Status = CampaignStatus.Concluded },
        CampaignEvent.ProfileRevised revised => this with { Profile = revised.Changes.ApplyTo(Profile) },
        CampaignEvent.Redacted redacted => this with { Profile = Redaction.ApplyTo(Profile, redacted.Field) },
        CampaignEvent.Reclassified reclassified => this with { Handling = reclassified.Handling },
        CampaignEvent.ParentAssigned assigned => this with { ParentCampaign = assigned.ParentCampaign },
        CampaignEvent.ParentRemoved => this with { ParentCampaign = null },
        CampaignEvent.ClusterMerged merged => Merged(merged),
        CampaignEvent.ClusterLinked e => this with { Clusters = Clusters.Add(e.ClusterId) },
        CampaignEvent.ClusterUnlinked e => this with { Clusters = Clusters.Remove(e.ClusterId) },
        CampaignEvent.IndicatorsLinked e => this with { Indicators = Indicators.AddRange(e.Indicators) },
        CampaignEvent.IndicatorsUnlinked e => this with { Indicators = Indicators.RemoveRange(e.Indicators) },
        CampaignEvent.TechniquesObserved e => this with { Techniques = Techniques.AddRange(e.Techniques) },
        CampaignEvent.TechniquesDiscarded e => this with
        {
            Techniques = Techniques.RemoveRange(e.Techniques),
            UnrecognisedTechniques = UnrecognisedTechniques.RemoveRange(e.Techniques),
        },
        CampaignEvent.InvestigationLinked e => this with { Investigations = Investigations.Add(e.Investigation) },
        CampaignEvent.InvestigationUnlinked e => this with { Investigations = Investigations.Remove(e.Investigation) },
        CampaignEvent.ActorAssociated e => this with { Actors = Actors.Add(e.Actor) },
        CampaignEvent.ActorDissociated e => this with { Actors = Actors.Remove(e.Actor) },
        CampaignEvent.TargetsIdentified e => this with { Targets = Targets.AddRange(e.Targets) },
        CampaignEvent.TargetsDiscarded e => this with { Targets = Targets.RemoveRange(e.Targets) },
        CampaignEvent.ReferenceCited e => this with { References = References.Add(e.Reference) },
        CampaignEvent.ReferenceWithdrawn e => this with { References = References.RemoveAll(r => r.Url == e.Url) },
        CampaignEvent.Tagged e => this with { Tags = Tags.AddRange(e.Tags) },
        CampaignEvent.Untagged e => this with { Tags = Tags.RemoveRange(e.Tags, StringComparer.OrdinalIgnoreCase) },
        _ => throw new UnreachableException($"No page shows what {happened.GetType().Name} does."),
    };

    private CampaignView Merged(CampaignEvent.ClusterMerged merged) => this with
    {
        Profile = Profile.Seen(merged.FirstSeen, merged.LastSeen),
        Clusters = merged.ClusterId is { } cluster && !Clusters.Contains(cluster) ? Clusters.Add(cluster) : Clusters,
        Indicators = Indicators.AddRange(merged.Indicators),
        Techniques = Techniques.AddRange(merged.Techniques),
        UnrecognisedTechniques = UnrecognisedTechniques.AddRange(merged.UnrecognisedTechniques),
    };
}
