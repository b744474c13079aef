using Attribution.App.Campaigns.CampaignDetails;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.StixImport;
using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;
using Attribution.Domain.Hypotheses;
using Attribution.Stix;
using StixId = Attribution.Stix.StixId;

namespace Attribution.App.StixExport;

/// <summary>
/// Chooses the objects that tell of one campaign. Pure. What somebody else wrote goes out as they wrote it, as long as
/// it still holds here; what only we say, we write. A link that both say is said once, in their words.
/// </summary>
internal sealed class CampaignExport(CampaignView campaign, ExportMaterial material, StixExportRequest request)
{
    private readonly OwnObjects _own = new(campaign, request.Include.Contains(StixExportPart.Facts));
    private readonly List<StixObject> _objects = [];
    private readonly HashSet<(string Kind, string Value)> _told = [];

    /// <summary>How many links could not be told.</summary>
    internal int Withheld { get; private set; }

    internal IReadOnlyList<StixObject> Write()
    {
        WriteCampaign();
        foreach (var relationship in material.RelationshipsOf(_own.Id))
        {
            Relate(relationship);
        }

        if (request.Include.Contains(StixExportPart.Attributions))
        {
            WriteAttributions();
        }

        WriteLinks();
        _objects.Add(_own.Producer());
        return _objects;
    }

    private void WriteCampaign()
    {
        if (material.Find(_own.Id) is not { } theirs)
        {
            _objects.Add(_own.Campaign());
            return;
        }

        _objects.Add(theirs.Content);
        if (campaign.Status != CampaignStatus.Suspected && request.Include.Contains(StixExportPart.Facts))
        {
            _objects.Add(_own.RecordOfTheirs());
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
        if (!request.Include.Contains(part) || !holds)
        {
            return;
        }

        _objects.Add(content);
        _objects.Add(other.Content);
        if (link is { } told && !isHidden)
        {
            _told.Add(told);
        }
    }

    private bool Holds((string Kind, string Value) link, StixObject relationship) => link.Kind switch
    {
        "technique" => campaign.Techniques.Contains(link.Value),
        "indicator" => campaign.Indicators.Contains(link.Value),
        "actor" => material.HypothesesOf(campaign.Id).Any(hypothesis =>
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
        foreach (var hypothesis in material.HypothesesOf(campaign.Id)
            .Where(hypothesis => hypothesis.Status != HypothesisStatus.Refuted && IsNew("actor", hypothesis.Actor)))
        {
            _objects.Add(material.Find(StixId.Parse(hypothesis.Actor))?.Content ?? _own.Actor(hypothesis));
            _objects.Add(_own.Attribution(hypothesis));
        }
    }

    private void WriteLinks()
    {
        foreach (var technique in Untold(StixExportPart.Techniques, campaign.Techniques, id => ("technique", id)))
        {
            Link("uses", material.FindTechnique(technique)?.Content ?? _own.Technique(technique));
        }

        foreach (var target in Untold(StixExportPart.Targets, campaign.Targets, KeyOf))
        {
            Link("targets", _own.Target(target));
        }

        foreach (var id in Untold(StixExportPart.Indicators, campaign.Indicators, id => ("indicator", id)))
        {
            if (material.Find(StixId.Parse(id)) is { } indicator)
            {
                _objects.Add(indicator.Content);
                _objects.Add(_own.Link(indicator.Content.Id, "indicates", _own.Id));
            }
            else
            {
                Withheld++;
            }
        }
    }

    private IEnumerable<T> Untold<T>(
        StixExportPart part, IEnumerable<T> links, Func<T, (string Kind, string Value)> key) =>
        request.Include.Contains(part) ? links.Where(link => _told.Add(key(link))) : [];

    private bool IsNew(string kind, string value) => _told.Add((kind, value));

    private void Link(string type, StixObject target)
    {
        _objects.Add(target);
        _objects.Add(_own.Link(_own.Id, type, target.Id));
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

/// <summary>All that an export was able to read.</summary>
internal sealed class ExportMaterial(
    IReadOnlyCollection<StoredObject> relationships, ILookup<Guid, HypothesisView> hypotheses)
{
    private static readonly string[] Ends = ["source_ref", "target_ref"];

    private readonly Dictionary<StixId, StoredObject> _objects = [];
    private readonly Dictionary<string, StoredObject> _techniques = new(StringComparer.Ordinal);
    private readonly ILookup<StixId, StoredObject> _relationships = relationships
        .SelectMany(
            relationship => EndsOf(relationship.Content).Where(end => end.Type == "campaign").Distinct(),
            (relationship, end) => (End: end, Relationship: relationship))
        .ToLookup(pair => pair.End, pair => pair.Relationship);

    /// <summary>What a relationship connects, as far as it says so.</summary>
    internal static IEnumerable<StixId> EndsOf(StixObject relationship) =>
        Ends.Select(end => relationship.Reference(end)).OfType<StixId>();

    internal void Add(IEnumerable<StoredObject> found)
    {
        foreach (var stored in found)
        {
            _objects.TryAdd(stored.Content.Id, stored);
        }
    }

    internal void AddTechniques(IEnumerable<StoredObject> found)
    {
        foreach (var stored in found)
        {
            _techniques.TryAdd(RelationshipEnd.TechniqueOf(stored.Content)!, stored);
        }
    }

    internal StoredObject? Find(StixId id) => _objects.GetValueOrDefault(id);

    internal StoredObject? FindTechnique(string technique) => _techniques.GetValueOrDefault(technique);

    internal IEnumerable<StoredObject> RelationshipsOf(StixId campaign) => _relationships[campaign];

    internal IEnumerable<HypothesisView> HypothesesOf(Guid campaign) => hypotheses[campaign];
}
