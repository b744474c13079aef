using System.Collections.Immutable;
using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Campaigns.Sightings;
using Attribution.App.Diamond;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.StixImport;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Diamond;
using Attribution.Domain.Hypotheses;
using Attribution.Stix;
using StixId = Attribution.Stix.StixId;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixExport;

/// <summary>
/// Chooses the objects that tell of one campaign. Pure. What somebody else wrote goes out as they wrote it, as long as
/// it still holds here; what only we say, we write. A link that both say is said once, in their words.
/// </summary>
/// <param name="campaign">The campaign.</param>
/// <param name="material">What could be read for the caller.</param>
/// <param name="request">What is to be exported.</param>
/// <param name="audience">Whom it is written for: the narrowest label they get.</param>
internal sealed class CampaignExport(
    CampaignView campaign, ExportMaterial material, StixExportRequest request, Tlp audience)
{
    private readonly OwnObjects _own = new(campaign, request.Include.Contains(StixExportPart.Facts));
    private readonly OrderedDictionary<StixId, StixObject> _objects = [];
    private readonly HashSet<(string Kind, string Value)> _told = [];
    private Tlp _narrowest = campaign.Handling.Tlp;

    /// <summary>How many links could not be told.</summary>
    internal int Withheld { get; private set; }

    internal IReadOnlyCollection<StixObject> Write()
    {
        WriteCampaign();
        foreach (var relationship in material.RelationshipsOf(_own.Id))
        {
            Relate(relationship);
        }

        if (Wants(StixExportPart.Attributions))
        {
            WriteAttributions();
        }

        WriteLinks();
        WriteObservations();
        if (Wants(StixExportPart.Report))
        {
            WriteReport();
        }

        Add(_own.Producer());
        return _objects.Values;
    }

    private bool Wants(StixExportPart part) => request.Include.Contains(part);

    private void Add(StixObject written) => _objects.TryAdd(written.Id, written);

    private void Add(StoredObject theirs)
    {
        Add(theirs.Content);
        _narrowest = theirs.StatedLabel > _narrowest ? theirs.StatedLabel.Value : _narrowest;
    }

    private void WriteCampaign()
    {
        if (material.Find(_own.Id) is not { } theirs)
        {
            Add(_own.Campaign(material.Lifecycles[campaign.Id]));
            return;
        }

        Add(theirs);
        if (campaign.Status != CampaignStatus.Suspected && Wants(StixExportPart.Facts))
        {
            Add(_own.RecordOfTheirs(material.Lifecycles[campaign.Id]));
        }
    }

    /// <summary>Tells a relationship in its producer's words.</summary>
    private void Relate(StoredObject relationship)
    {
        var content = relationship.Content;
        if (content.Reference("source_ref") is not { } source || content.Reference("target_ref") is not { } target)
        {
            return;
        }

        var otherId = source == _own.Id ? target : source;
        if (material.Find(otherId) is not { } other)
        {
            Withheld++;
            return;
        }

        var (part, link) = LinkOf(content, other.Content);
        var isHidden = Labels.Stricter(relationship.StatedLabel, other.StatedLabel) > campaign.Handling.Tlp;
        var holds = link is not { } stated || isHidden || Holds(stated, content);
        if (!Wants(part) || !holds)
        {
            return;
        }

        Add(relationship);
        Add(other);
        if (link is { } told && !isHidden)
        {
            _told.Add(told);
        }
    }

    private bool Holds((string Kind, string Value) link, StixObject relationship) => link.Kind switch
    {
        "technique" => campaign.Techniques.Contains(link.Value),
        "indicator" => campaign.Indicators.Contains(link.Value),
        "actor" => material.Hypotheses[campaign.Id].Any(hypothesis =>
            hypothesis.Actor == link.Value && IsAsStated(hypothesis, relationship)),
        _ => campaign.Targets.Any(target => KeyOf(target) == link),
    };

    /// <summary>Whether a hypothesis says just what a relationship says: nobody here has weighed it.</summary>
    private static bool IsAsStated(HypothesisView hypothesis, StixObject relationship)
    {
        var stated = relationship.Confidence ?? 0;
        var value = hypothesis.Source.IsMachine() ? Math.Min(stated, AiCeiling.Value) : stated;
        var standing = hypothesis.Evidence.Where(item => item.WithdrawnAt is null).ToList();
        return hypothesis.Status == HypothesisStatus.Open
            && hypothesis.ReviewedBy.IsEmpty
            && hypothesis.Confidence.Value == value
            && standing.TrueForAll(item => item.Item.Kind == AttributionStatements.EvidenceKind
                && item.Item.Artifacts.Contains(relationship.Id.ToString()));
    }

    private void WriteAttributions()
    {
        // A refuted hypothesis is not told: STIX has no word for "not attributed to".
        foreach (var hypothesis in material.Hypotheses[campaign.Id]
            .Where(hypothesis => hypothesis.Status != HypothesisStatus.Refuted
                && _told.Add(("actor", hypothesis.Actor))))
        {
            AddTheirsOr(StixId.Parse(hypothesis.Actor), () => _own.Actor(hypothesis));
            var attribution = _own.Attribution(hypothesis, material.Confidences[hypothesis.Id]);
            Add(attribution);
            if (_own.Rationale(attribution.Id, hypothesis) is { } rationale)
            {
                Add(rationale);
            }
        }
    }

    private void AddTheirsOr(StixId id, Func<StixObject> write)
    {
        if (material.Find(id) is { } theirs)
        {
            Add(theirs);
        }
        else
        {
            Add(write());
        }
    }

    private void WriteLinks()
    {
        foreach (var technique in Untold(StixExportPart.Techniques, campaign.Techniques, id => ("technique", id)))
        {
            Link("uses", material.FindTechnique(technique)?.Content
                ?? _own.Technique(technique, material.FindInAttack(technique)));
        }

        foreach (var target in Untold(StixExportPart.Targets, campaign.Targets, KeyOf))
        {
            Link("targets", _own.Target(target));
        }

        foreach (var id in Untold(StixExportPart.Indicators, campaign.Indicators, id => ("indicator", id)))
        {
            if (material.Find(StixId.Parse(id)) is { } indicator)
            {
                Add(indicator);
                Add(_own.Link(indicator.Content.Id, "indicates", _own.Id));
            }
            else
            {
                Withheld++;
            }
        }
    }

    /// <summary>What is known here of indicators that go out: what they are for, and when they were seen.</summary>
    private void WriteObservations()
    {
        var seen = material.Links.GetValueOrDefault(campaign.Id, LinkSightings.None).Indicators.All
            .ToDictionary(indicator => indicator.Item, indicator => indicator.Sightings);
        foreach (var id in campaign.Indicators.Select(StixId.Parse).Where(_objects.ContainsKey).ToList())
        {
            if (Wants(StixExportPart.Infrastructure) && material.Labels.TryGetValue(id.ToString(), out var label))
            {
                var infrastructure = _own.Infrastructure(_objects[id], label);
                _narrowest = label.Handling.Tlp > _narrowest ? label.Handling.Tlp : _narrowest;
                Link("uses", infrastructure);
                Add(_own.Link(id, "indicates", infrastructure.Id));
            }

            if (Wants(StixExportPart.Sightings)
                && seen.TryGetValue(id.ToString(), out var sightings)
                && _own.Sighting(id, sightings) is { } sighting)
            {
                Add(sighting);
            }
        }

        foreach (var id in Wants(StixExportPart.Sightings) ? _objects.Keys.ToList() : [])
        {
            foreach (var sighting in material.SightingsOf(id))
            {
                Add(sighting);
            }
        }
    }

    private void WriteReport()
    {
        var graph = new CampaignGraph(material.Releases, ImmutableDictionary<string, string>.Empty).Of(
            campaign,
            material.Links.GetValueOrDefault(campaign.Id, LinkSightings.None),
            material.Hypotheses[campaign.Id],
            material.Labels);
        var diamonds = DiamondAnalysis.Infer(graph, _own.Id.ToString());
        var parts = request.Include.Select(part => part.ToString());
        Add(_own.Report([.. _objects.Keys], diamonds, _narrowest, [audience.ToString(), .. parts]));
    }

    private IEnumerable<T> Untold<T>(
        StixExportPart part, IEnumerable<T> links, Func<T, (string Kind, string Value)> key) =>
        Wants(part) ? links.Where(link => _told.Add(key(link))) : [];

    private void Link(string type, StixObject target)
    {
        Add(target);
        Add(_own.Link(_own.Id, type, target.Id));
    }

    private static (StixExportPart Part, (string Kind, string Value)? Link) LinkOf(
        StixObject relationship, StixObject other) =>
        Translation.EndsNeeded(relationship).IsEmpty ? (StixExportPart.Related, null) : other.Type switch
        {
            "intrusion-set" or "threat-actor" => (StixExportPart.Attributions, ("actor", other.Id.ToString())),
            "indicator" => (StixExportPart.Indicators, ("indicator", other.Id.ToString())),
            "attack-pattern" => (
                StixExportPart.Techniques,
                RelationshipEnd.TechniqueOf(other) is { } technique ? ("technique", technique) : null),
            _ => (
                StixExportPart.Targets,
                Translation.TargetOf(new RelationshipEnd(other.Text("name"), null, null, other)) is { } target
                    ? KeyOf(target)
                    : null),
        };

    /// <summary>In the spelling in which campaigns keep targets.</summary>
    private static (string Kind, string Value) KeyOf(Target target) => (
        target.Kind.ToString(),
        target.Kind switch
        {
            TargetKind.Country => target.Value.Trim().ToUpperInvariant(),
            TargetKind.Sector => target.Value.Trim().ToLowerInvariant(),
            _ => target.Value.Trim(),
        });
}
