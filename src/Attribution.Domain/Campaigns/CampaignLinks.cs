using System.Diagnostics;

namespace Attribution.Domain.Campaigns;

/// <summary>What a campaign is linked to. Sets, because the only question a decision asks is "already?".</summary>
public sealed record CampaignLinks
{
    public static CampaignLinks None { get; } = new();

    public ImmutableHashSet<string> Clusters { get; private init; } = [];

    public ImmutableHashSet<string> Indicators { get; private init; } = [];

    public ImmutableHashSet<string> Techniques { get; private init; } = [];

    public ImmutableHashSet<Guid> Investigations { get; private init; } = [];

    public ImmutableHashSet<string> Actors { get; private init; } = [];

    public ImmutableHashSet<Target> Targets { get; private init; } = [];

    public ImmutableHashSet<string> References { get; private init; } = [];

    public ImmutableHashSet<string> Tags { get; private init; } =
        ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    internal static CampaignLinks From(CampaignEvent.Promoted promoted) => new()
    {
        Clusters = promoted.ClusterId is { } cluster ? [cluster] : [],
        Indicators = [.. promoted.Indicators],
        Techniques = [.. promoted.Techniques],
        Tags = None.Tags.Union(promoted.Tags),
    };

    internal CampaignLinks Evolve(CampaignEvent happened) => happened switch
    {
        CampaignEvent.ClusterMerged e => Merged(e),
        CampaignEvent.ClusterLinked e => this with { Clusters = Clusters.Add(e.ClusterId) },
        CampaignEvent.ClusterUnlinked e => this with { Clusters = Clusters.Remove(e.ClusterId) },
        CampaignEvent.IndicatorsLinked e => this with { Indicators = Indicators.With(e.Indicators) },
        CampaignEvent.IndicatorsUnlinked e => this with { Indicators = Indicators.Except(e.Indicators) },
        CampaignEvent.TechniquesObserved e => this with { Techniques = Techniques.With(e.Techniques) },
        CampaignEvent.TechniquesDiscarded e => this with { Techniques = Techniques.Except(e.Techniques) },
        CampaignEvent.InvestigationLinked e => this with { Investigations = Investigations.Add(e.Investigation) },
        CampaignEvent.InvestigationUnlinked e => this with { Investigations = Investigations.Remove(e.Investigation) },
        CampaignEvent.ActorAssociated e => this with { Actors = Actors.Add(e.Actor) },
        CampaignEvent.ActorDissociated e => this with { Actors = Actors.Remove(e.Actor) },
        CampaignEvent.TargetsIdentified e => this with { Targets = Targets.With(e.Targets) },
        CampaignEvent.TargetsDiscarded e => this with { Targets = Targets.Except(e.Targets) },
        CampaignEvent.ReferenceCited e => this with { References = References.Add(e.Reference.Url) },
        CampaignEvent.ReferenceWithdrawn e => this with { References = References.Remove(e.Url) },
        CampaignEvent.Tagged e => this with { Tags = Tags.With(e.Tags) },
        CampaignEvent.Untagged e => this with { Tags = Tags.Except(e.Tags) },
        _ => throw new UnreachableException($"{happened.GetType().Name} changes no link."),
    };

    private CampaignLinks Merged(CampaignEvent.ClusterMerged merged) => this with
    {
        Clusters = merged.ClusterId is { } cluster ? Clusters.Add(cluster) : Clusters,
        Indicators = Indicators.With(merged.Indicators),
        Techniques = Techniques.With(merged.Techniques),
    };
}
