using System.Collections.Immutable;
using Attribution.Domain;
using Attribution.Domain.KillChain;
using Attribution.Stix;

namespace Attribution.App.KillChain.Releases;

/// <summary>Collects the few kinds of objects of a bundle that make up a release, in whatever order they come; lives
/// for one bundle.</summary>
internal sealed class AttackBundleParts
{
    private const string MatrixSuffix = "-attack";

    private readonly List<StixObject> _matrices = [];
    private readonly Dictionary<string, Tactic> _tactics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _techniqueIds = new(StringComparer.Ordinal);
    private readonly List<StixObject> _patterns = [];
    private readonly Dictionary<string, string> _successors = new(StringComparer.Ordinal);
    private string? _statedVersion;
    private string? _copyright;

    internal void Take(StixObject found)
    {
        switch (found.Type)
        {
            case "attack-pattern" when AttackReference.IdOf(found) is { } id:
                _techniqueIds[found.Id.ToString()] = id;
                _patterns.Add(found);
                break;
            case "x-mitre-tactic" when AttackReference.IdOf(found) is { } id && ShortName(found) is { } shortName:
                _tactics[found.Id.ToString()] = new Tactic(id, shortName, found.Text("name") ?? id);
                break;
            case "x-mitre-matrix" when !IsRetired(found):
                _matrices.Add(found);
                break;
            case "x-mitre-collection":
                _statedVersion = found.Text("x_mitre_version");
                break;
            case "relationship" when found.Text("relationship_type") == "revoked-by" && !IsRetired(found):
                TakeSuccessor(found);
                break;
            case "marking-definition":
                _copyright ??= found.Json.TryGetProperty("definition", out var definition)
                    && definition.TryGetProperty("statement", out var statement) ? statement.GetString() : null;
                break;
        }
    }

    /// <summary>The release, or the first reason why the parts make none.</summary>
    internal (AttackFacts? Facts, Rejection? Problem) Assemble(string? givenVersion)
    {
        if (_matrices is not [var matrix] || DomainOf(matrix) is not { } domain)
        {
            return (null, new Rejection(
                "NOT_AN_ATTACK_RELEASE",
                $"A release has one x-mitre-matrix of enterprise, mobile or ICS; this bundle has {_matrices.Count}."));
        }

        if ((_statedVersion ?? givenVersion) is not { } version)
        {
            return (null, new Rejection(
                "RELEASE_REQUIRED", "The bundle does not say which release it is; name it, such as 18.1.", "release"));
        }

        if (!AttackVersion.IsWellFormed(version))
        {
            return (null, new Rejection("INVALID_RELEASE", $"'{version}' is no release; write 18.1.", "release"));
        }

        ImmutableArray<Tactic> tactics = [.. matrix.Texts("tactic_refs").Select(_tactics.GetValueOrDefault)
            .OfType<Tactic>()];
        return (new AttackFacts(
            new AttackRelease(domain, version, tactics, Techniques(tactics)),
            _copyright ?? "Copyright The MITRE Corporation."), null);
    }

    // An id that was given to a successor again must not be hidden by its revoked namesake: the last one holds.
    private IEnumerable<Technique> Techniques(ImmutableArray<Tactic> tactics)
    {
        var ids = tactics.ToDictionary(tactic => tactic.ShortName, tactic => tactic.Id, StringComparer.Ordinal);
        return _patterns.Select(pattern => new Technique(
                _techniqueIds[pattern.Id.ToString()],
                pattern.Text("name") ?? _techniqueIds[pattern.Id.ToString()],
                [.. pattern.KillChainPhases.Select(phase => ids.GetValueOrDefault(phase.PhaseName)).OfType<string>()],
                pattern.IsRevoked,
                pattern.Flag("x_mitre_deprecated") == true,
                _successors.TryGetValue(pattern.Id.ToString(), out var successor)
                    ? _techniqueIds.GetValueOrDefault(successor)
                    : null))
            .OrderBy(technique => technique.IsCurrent);
    }

    private void TakeSuccessor(StixObject relationship)
    {
        if (relationship.Reference("source_ref") is { } old && relationship.Reference("target_ref") is { } successor)
        {
            _successors[old.ToString()] = successor.ToString();
        }
    }

    private static AttackDomain? DomainOf(StixObject matrix) => matrix.ExternalReferences
        .Select(reference => reference.ExternalId)
        .Where(id => id is not null && id.EndsWith(MatrixSuffix, StringComparison.Ordinal))
        .Select(id => Enum.TryParse<AttackDomain>(id![..^MatrixSuffix.Length], ignoreCase: true, out var domain)
            && Enum.IsDefined(domain) ? domain : (AttackDomain?)null)
        .FirstOrDefault(domain => domain is not null);

    private static string? ShortName(StixObject tactic) => tactic.Text("x_mitre_shortname");

    private static bool IsRetired(StixObject found) => found.IsRevoked || found.Flag("x_mitre_deprecated") == true;
}
