using System.Collections.Frozen;
using System.Collections.Immutable;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Infrastructure;
using Attribution.App.KillChain.Releases;
using Attribution.Domain;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Diamond;
using Attribution.Domain.Hypotheses;
using Attribution.Domain.Infrastructure;
using Attribution.Domain.KillChain;

namespace Attribution.App.Diamond;

/// <summary>
/// The evidence graph of one campaign, made of what the system knows of it: its page, the events behind its links, its
/// hypotheses and the labels of its infrastructure, in the words of STIX, and of what imported objects say. Only what a
/// supported hypothesis says names an adversary.
/// </summary>
/// <param name="releases">What ATT&amp;CK says of techniques.</param>
/// <param name="names">What else they are called, by id.</param>
internal sealed class CampaignGraph(AttackReleases releases, IReadOnlyDictionary<string, string> names)
{
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphEdge> _edges = [];
    private IReadOnlyDictionary<string, ImportedPattern> _patterns = FrozenDictionary<string, ImportedPattern>.Empty;

    /// <summary>With what imported objects say around the campaign. Of what the campaign says itself, it says
    /// more.</summary>
    /// <param name="statements">What they say of each other.</param>
    /// <param name="patterns">What indicators look for, by STIX id.</param>
    internal CampaignGraph With(
        IEnumerable<ImportedStatement> statements, IReadOnlyDictionary<string, ImportedPattern> patterns)
    {
        _patterns = patterns;
        foreach (var statement in statements)
        {
            var (source, target) = (NodeOf(statement.Source), NodeOf(statement.Target));
            _nodes.AddRange([source, target]);
            _edges.AddRange(
                from at in new[] { statement.First, statement.Last }.Distinct()
                select new GraphEdge(source.Id, statement.Type, target.Id, statement.Confidence, at));
        }

        return this;
    }

    /// <param name="campaign">The campaign.</param>
    /// <param name="links">What it is linked to, and the events that say so.</param>
    /// <param name="hypotheses">What is claimed of who is behind it.</param>
    /// <param name="labels">What infrastructure is for, by STIX id.</param>
    internal EvidenceGraph Of(
        CampaignView campaign,
        LinkSightings links,
        IEnumerable<HypothesisView> hypotheses,
        IReadOnlyDictionary<string, InfrastructureView> labels)
    {
        var origin = StixId.For("campaign", campaign.Id);
        _nodes.Add(new GraphNode(origin, "campaign", campaign.Profile.Name));
        foreach (var hypothesis in hypotheses.Where(claim => claim.Status == HypothesisStatus.Supported))
        {
            AddAdversary(origin, hypothesis);
        }

        foreach (var (technique, sightings) in links.Techniques.All)
        {
            AddTechnique(origin, technique, sightings);
        }

        foreach (var (indicator, sightings) in links.Indicators.All)
        {
            var corner = CornerOf(indicator, links, labels.GetValueOrDefault(indicator));
            AddIndicator(origin, indicator, corner, labels.GetValueOrDefault(indicator), sightings);
        }

        foreach (var (target, sightings) in links.Targets.All)
        {
            AddTarget(origin, target, sightings);
        }

        return new EvidenceGraph(_nodes, _edges);
    }

    private void AddAdversary(string origin, HypothesisView hypothesis)
    {
        if (StixId.TryParse(hypothesis.Actor, out var type, out _))
        {
            _nodes.Add(new GraphNode(hypothesis.Actor, type, hypothesis.ActorName));
            _edges.Add(new GraphEdge(
                origin, "attributed-to", hypothesis.Actor, hypothesis.Confidence.Value, hypothesis.ResolvedAt));
        }
    }

    private void AddTechnique(string origin, string id, ImmutableArray<Sighting> sightings)
    {
        var node = Technique(id, names.GetValueOrDefault(TechniqueId.Normalise(id)));
        _nodes.Add(node);
        AddEdges(sightings, new GraphEdge(origin, "uses", node.Id));
    }

    private GraphNode NodeOf(GraphNode node) => node.Type switch
    {
        "attack-pattern" => Technique(node.Id, node.Name),
        "indicator" => node with { Value = _patterns.GetValueOrDefault(node.Id)?.Text },
        _ => node,
    };

    // A retired id stands for its successor; one that no release knows stands for itself.
    private GraphNode Technique(string stated, string? name)
    {
        var id = TechniqueId.Normalise(stated);
        return releases.Knowing(id) is { } release && release.Resolve(id) is { } technique
            ? new GraphNode(
                technique.Id,
                "attack-pattern",
                technique.Name,
                [.. release.TacticsOf(technique).Select(tactic => tactic.Id)])
            : new GraphNode(id, "attack-pattern", name);
    }

    private void AddIndicator(
        string origin, string id, Corner? corner, InfrastructureView? label, ImmutableArray<Sighting> sightings)
    {
        ImmutableArray<string> phases = label is { Role: var role } && PhaseOf(role) is { } phase ? [phase] : [];
        var pattern = _patterns.GetValueOrDefault(id);
        _nodes.Add(new GraphNode(id, "indicator", pattern?.Name, phases, pattern?.Text, corner));
        AddEdges(sightings, new GraphEdge(id, "indicates", origin, label?.Confidence));
    }

    private void AddTarget(string origin, Target target, ImmutableArray<Sighting> sightings)
    {
        var type = target.Kind == TargetKind.Country ? "location" : "identity";
        var node = new GraphNode(Graph.GraphNode.Of(target).Id, type, target.Value);
        _nodes.Add(node);
        AddEdges(sightings, new GraphEdge(origin, "targets", node.Id));
    }

    // A relationship for each event that states it, at both ends of the time it speaks of.
    private void AddEdges(ImmutableArray<Sighting> sightings, GraphEdge edge) => _edges.AddRange(
        from sighting in sightings
        from at in new[] { sighting.First, sighting.Last }.Distinct()
        select edge with
        {
            Confidence = edge.Confidence ?? sighting.Confidence,
            When = at,
            Event = sighting.Version,
        });

    private static Corner? CornerOf(string indicator, LinkSightings links, InfrastructureView? label) =>
        label is not null ? Corner.Infrastructure
        : links.ObservableTypeOf(indicator) is not { } type ? null
        : InfrastructureSubject.IsOnNetwork(type) ? Corner.Infrastructure
        : Corner.Capability;

    // The phases that speak for a role, read the other way round.
    private static string? PhaseOf(InfrastructureRole role) => role switch
    {
        InfrastructureRole.C2 => "TA0011",
        InfrastructureRole.Delivery => "TA0001",
        InfrastructureRole.Exfiltration => "TA0010",
        InfrastructureRole.Staging => "TA0042",
        InfrastructureRole.CredentialHarvest => "TA0006",
        _ => null,
    };
}
