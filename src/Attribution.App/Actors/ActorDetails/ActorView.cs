using System.Collections.Immutable;
using System.Diagnostics;
using Attribution.App.Access.Audit;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;
using Attribution.Domain.Campaigns;
using Attribution.Domain.KillChain;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Actors.ActorDetails;

/// <summary>An organisation's profile of an actor as people read it: folded from its events alone.</summary>
internal sealed record ActorView : IAuditedRecord
{
    string IAuditedRecord.RecordType => "actor";

    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    /// <summary>The actor's STIX id; profiles of several organisations may share it.</summary>
    public required string Actor { get; init; }

    public required ActorProfile Profile { get; init; }

    public required Handling Handling { get; init; }

    public ImmutableArray<ActorAlias> Aliases { get; init; } = [];

    public ImmutableArray<string> Capabilities { get; init; } = [];

    public ImmutableArray<Target> Targets { get; init; } = [];

    public ImmutableArray<Likeness> Likenesses { get; init; } = [];

    /// <summary>The profile that stands for this one; null for one that stands for itself.</summary>
    public Guid? MergedInto { get; init; }

    public required string CreatedBy { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant UpdatedAt { get; init; }

    public required long Version { get; init; }

    /// <summary>Those of its capabilities that are ATT&amp;CK techniques.</summary>
    internal IEnumerable<string> Techniques() => Capabilities.Where(TechniqueId.IsWellFormed);

    /// <summary>Its techniques and those of the profiles that it stands for.</summary>
    internal IEnumerable<string> TechniquesWith(IEnumerable<ActorView> merged) =>
        merged.Prepend(this).SelectMany(profile => profile.Techniques());

    /// <summary>The page after one more event.</summary>
    public static ActorView Evolve(ActorView? view, ActorEvent happened, RecordedEvent record) =>
        (happened switch
        {
            ActorEvent.Registered registered => Open(registered),
            _ when view is null => throw new UnreachableException($"{record.Stream} does not begin with its opening."),
            _ => view.After(happened),
        }) with
        {
            UpdatedAt = record.RecordedAt,
            Version = record.Version,
        };

    private static ActorView Open(ActorEvent.Registered registered) => new()
    {
        Id = registered.Id,
        Tenant = registered.Tenant,
        Actor = registered.Actor,
        Profile = registered.Profile,
        Handling = registered.Handling,
        CreatedBy = registered.By.Id,
        CreatedAt = registered.At,
        UpdatedAt = registered.At,
        Version = 1,
    };

    private ActorView After(ActorEvent happened) => happened switch
    {
        ActorEvent.ProfileRevised revised => this with { Profile = revised.Changes.ApplyTo(Profile) },
        ActorEvent.AliasClaimed { Alias: var alias } => this with
        {
            Aliases = [.. Without(alias.Name, alias.ClaimedBy), alias],
        },
        ActorEvent.AliasWithdrawn e => this with { Aliases = [.. Without(e.Name, e.ClaimedBy)] },
        ActorEvent.CapabilitiesAttributed e => this with { Capabilities = Capabilities.AddRange(e.Capabilities) },
        ActorEvent.CapabilitiesWithdrawn e => this with { Capabilities = Capabilities.RemoveRange(e.Capabilities) },
        ActorEvent.TargetingIdentified e => this with { Targets = Targets.AddRange(e.Targets) },
        ActorEvent.TargetingDiscarded e => this with { Targets = Targets.RemoveRange(e.Targets) },
        ActorEvent.LikenessClaimed { Likeness: var likeness } => this with
        {
            Likenesses = [.. Likenesses.Where(known => known.Other != likeness.Other), likeness],
        },
        ActorEvent.LikenessWithdrawn e => this with
        {
            Likenesses = Likenesses.RemoveAll(known => known.Other == e.Other),
        },
        ActorEvent.Merged e => this with { MergedInto = e.Into },
        ActorEvent.MergeUndone => this with { MergedInto = null },
        ActorEvent.Reclassified e => this with { Handling = e.Handling },
        _ => throw new UnreachableException($"No page shows what {happened.GetType().Name} does."),
    };

    private IEnumerable<ActorAlias> Without(string name, string claimedBy) => Aliases.Where(alias =>
        !alias.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        || !alias.ClaimedBy.Equals(claimedBy, StringComparison.OrdinalIgnoreCase));
}
