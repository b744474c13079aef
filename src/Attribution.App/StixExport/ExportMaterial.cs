using Attribution.App.Campaigns.Sightings;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.App.Infrastructure;
using Attribution.App.KillChain.Releases;
using Attribution.App.StixImport;
using Attribution.Domain.Campaigns;
using Attribution.Domain.KillChain;
using Attribution.Stix;
using NodaTime;
using StixId = Attribution.Stix.StixId;
using Tlp = Attribution.Domain.Access.Tlp;

namespace Attribution.App.StixExport;

/// <summary>All that an export was able to read: of objects, what the caller's own organisation holds.</summary>
/// <param name="objects">Of these, relationships and sightings are found by what they are about.</param>
/// <param name="techniques">One attack-pattern for each technique.</param>
internal sealed class ExportMaterial(IReadOnlyCollection<StoredObject> objects, IEnumerable<StoredObject> techniques)
{
    private static readonly string[] Ends = ["source_ref", "target_ref"];

    private readonly Dictionary<StixId, StoredObject> _objects = objects
        .DistinctBy(stored => stored.Content.Id)
        .ToDictionary(stored => stored.Content.Id);

    private readonly Dictionary<string, StoredObject> _techniques = techniques
        .ToDictionary(stored => RelationshipEnd.TechniqueOf(stored.Content)!, StringComparer.Ordinal);

    private readonly ILookup<StixId, StoredObject> _relationships = objects
        .Where(stored => stored.Content.Type == "relationship")
        .SelectMany(
            stored => EndsOf(stored.Content).Where(end => end.Type == "campaign").Distinct(),
            (stored, end) => (End: end, stored))
        .ToLookup(pair => pair.End, pair => pair.stored);

    private readonly ILookup<StixId, StoredObject> _sightings = objects
        .Where(stored => stored.Content.Type == "sighting")
        .SelectMany(
            stored => new[] { stored.Content.Reference("sighting_of_ref") }.OfType<StixId>(),
            (stored, seen) => (Seen: seen, stored))
        .ToLookup(pair => pair.Seen, pair => pair.stored);

    internal required ILookup<Guid, HypothesisView> Hypotheses { get; init; }

    internal required ILookup<Guid, ConfidencePoint> Confidences { get; init; }

    internal required ILookup<Guid, LifecycleStep> Lifecycles { get; init; }

    internal required IReadOnlyDictionary<Guid, LinkSightings> Links { get; init; }

    internal required IReadOnlyDictionary<string, InfrastructureView> Labels { get; init; }

    internal required AttackReleases Releases { get; init; }

    /// <summary>What a relationship connects, as far as it says so.</summary>
    internal static IEnumerable<StixId> EndsOf(StixObject relationship) =>
        Ends.Select(end => relationship.Reference(end)).OfType<StixId>();

    internal StoredObject? Find(StixId id) => _objects.GetValueOrDefault(id);

    internal StoredObject? FindTechnique(string technique) => _techniques.GetValueOrDefault(technique);

    internal IEnumerable<StoredObject> RelationshipsOf(StixId campaign) => _relationships[campaign];

    internal IEnumerable<StoredObject> SightingsOf(StixId seen) => _sightings[seen];

    /// <summary>What ATT&amp;CK says of a technique, in the first domain that knows it.</summary>
    internal (AttackRelease Release, Technique Technique)? FindInAttack(string technique) =>
        Releases.Knowing(technique) is { } release ? (release, release.Find(technique)!) : null;
}

/// <summary>An object as its producer wrote it.</summary>
/// <param name="Content">The object.</param>
/// <param name="StatedLabel">The label its own markings state.</param>
internal sealed record StoredObject(StixObject Content, Tlp? StatedLabel);

/// <summary>A step of a campaign through its lifecycle.</summary>
internal sealed record LifecycleStep(Instant At, CampaignStatus Status, string? Reason);
