using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace Attribution.Stix;

/// <summary>
/// What is wrong between the objects of a bundle. It sees them one at a time and remembers only ids, versions and
/// fingerprints, so that a bundle of any length can be checked while it streams by.
/// </summary>
public sealed class BundleCheck
{
    private readonly Dictionary<StixId, History> _histories = [];
    private readonly Dictionary<Guid, StixId> _idsByUuid = [];
    private readonly Dictionary<StixId, (StixId Source, string Path, int Count)> _references = [];

    /// <summary>Takes the next object; answers what it contradicts among those before it.</summary>
    public IReadOnlyList<StixFinding> Add(StixObject stixObject)
    {
        var findings = new List<StixFinding>();
        CheckUuid(stixObject, findings);
        if (_histories.TryGetValue(stixObject.Id, out var history))
        {
            history.Check(stixObject, findings);
        }
        else
        {
            _histories.Add(stixObject.Id, history = new History(stixObject));
        }

        history.Add(stixObject);
        foreach (var reference in stixObject.AllReferences())
        {
            var known = _references.GetValueOrDefault(reference.Target, (stixObject.Id, reference.Path, 0));
            _references[reference.Target] = known with { Item3 = known.Item3 + 1 };
        }

        return findings;
    }

    /// <summary>Ends the bundle; answers what concerns it as a whole, one finding per object that is missing.</summary>
    public IReadOnlyList<StixFinding> Complete(StixContainer container) =>
        [.. CheckContainer(container), .. MissingTargets()];

    /// <summary>The ids that objects of the bundle refer to and that are not in it, in no particular order. They are
    /// normal (section 3.3): an import waits for them. The fixed TLP markings are never missing.</summary>
    public IEnumerable<StixId> Missing => _references.Keys
        .Where(target => !_histories.ContainsKey(target) && Tlp.Find(target) is null);

    private IEnumerable<StixFinding> MissingTargets() => Missing
        .OrderBy(target => target.ToString(), StringComparer.Ordinal)
        .Select(target => (Target: target, Known: _references[target]))
        .Select(missing => StixFinding.Warning(FindingCodes.DanglingReference, "",
            $"{missing.Target} is not in the bundle; {missing.Known.Count} references point to it, the first one from "
            + $"{missing.Known.Source} at {missing.Known.Path}."));

    private static IEnumerable<StixFinding> CheckContainer(StixContainer container)
    {
        if (container.Type != "bundle" && !container.IsSingleObject)
        {
            yield return StixFinding.Error(FindingCodes.NotABundle, "/type",
                "The property type of a bundle is 'bundle'.");
        }

        if (container.Type == "bundle" && (!StixId.TryParse(container.Id, out var id) || id.Type != "bundle"))
        {
            yield return StixFinding.Error(FindingCodes.InvalidId, "/id", "A bundle has an id, bundle--uuid.");
        }

        if (!container.IsSingleObject && container.Properties.ContainsKey("objects"))
        {
            yield return StixFinding.Error(FindingCodes.WrongType, "/objects",
                "The property objects is a list of objects.");
        }

        if (container is { SpecVersion: not null, IsSingleObject: false })
        {
            yield return StixFinding.Warning(FindingCodes.OldSpecVersion, "/spec_version",
                "A bundle with spec_version follows STIX 2.0; its objects are read by the rules of STIX 2.1.");
        }
    }

    /// <summary>One UUID under two types by one producer is against section 2.9; deriving both from one key does
    /// that.</summary>
    private void CheckUuid(StixObject stixObject, List<StixFinding> findings)
    {
        var known = _idsByUuid.GetValueOrDefault(stixObject.Id.Uuid, stixObject.Id);
        _idsByUuid.TryAdd(stixObject.Id.Uuid, stixObject.Id);
        if (known != stixObject.Id && _histories[known].CreatedBy == stixObject.CreatedBy)
        {
            findings.Add(StixFinding.Warning(FindingCodes.SharedUuid, "/id", $"The UUID is also the one of {known}."));
        }
    }

    /// <summary>The versions of one id seen so far.</summary>
    private sealed class History(StixObject first)
    {
        private readonly StixTimestamp? _created = first.Created;
        private readonly List<(Instant? Version, long Fingerprint)> _versions = [];
        private Instant? _revokedAt;

        public StixId? CreatedBy { get; } = first.CreatedBy;

        public void Add(StixObject version)
        {
            _versions.Add((version.Version?.Instant, Fingerprint(version)));
            _revokedAt = version.IsRevoked ? version.Version?.Instant : _revokedAt;
        }

        public void Check(StixObject version, List<StixFinding> findings)
        {
            var instant = version.Version?.Instant;
            var same = _versions.FindIndex(other => other.Version == instant);
            if (same >= 0)
            {
                findings.Add(_versions[same].Fingerprint == Fingerprint(version)
                    ? StixFinding.Warning(FindingCodes.DuplicateObject, "",
                        "The same version stands in the bundle twice.")
                    : StixFinding.Error(FindingCodes.ConflictingVersion, "/modified",
                        "The bundle holds this version twice with other content; a change needs a later modified."));
            }

            if (_created?.Instant != version.Created?.Instant)
            {
                findings.Add(StixFinding.Error(FindingCodes.ChangedCreation, "/created",
                    $"created differs between versions; it was {_created?.Text ?? "absent"}."));
            }

            if (_revokedAt < instant)
            {
                findings.Add(StixFinding.Error(FindingCodes.VersionAfterRevocation, "/modified",
                    "The object was revoked before this version; nothing may follow a revocation."));
            }
        }

        private static long Fingerprint(StixObject version) =>
            BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(version.Utf8));
    }
}
