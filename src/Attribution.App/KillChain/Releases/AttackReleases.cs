using System.Collections.Immutable;
using Attribution.Domain.KillChain;
using NodaTime;

namespace Attribution.App.KillChain.Releases;

/// <summary>A release that can be asked.</summary>
/// <param name="Facts">What it says.</param>
/// <param name="Fingerprint">Tells its facts from others under the same number.</param>
/// <param name="ImportedAt">When it was imported; null for the one that is shipped.</param>
internal sealed record LoadedRelease(AttackFacts Facts, string Fingerprint, Instant? ImportedAt)
{
    internal AttackRelease Release => Facts.Release;
}

/// <summary>The releases that were loaded at one moment, side by side.</summary>
internal sealed class AttackReleases
{
    /// <param name="releases">The last of two with one domain and number holds.</param>
    internal AttackReleases(IEnumerable<LoadedRelease> releases) => All =
    [
        .. releases
            .GroupBy(loaded => (loaded.Release.Domain, loaded.Release.Version), (_, same) => same.Last())
            .OrderBy(loaded => loaded.Release.Domain)
            .ThenByDescending(loaded => loaded.Release.Version, AttackVersion.Comparer),
    ];

    /// <summary>By domain, the newest of each first.</summary>
    internal ImmutableArray<LoadedRelease> All { get; }

    /// <summary>A release; null when it is not loaded.</summary>
    /// <param name="domain">Its matrix.</param>
    /// <param name="version">Its number; null for the newest.</param>
    internal AttackRelease? Find(AttackDomain domain, string? version) => All
        .Select(loaded => loaded.Release)
        .FirstOrDefault(release => release.Domain == domain && (version is null || release.Version == version));

    /// <summary>One release of each domain: the newest, or the one of a number where the domain has it.</summary>
    internal IEnumerable<AttackRelease> Newest(string? version) =>
        Enum.GetValues<AttackDomain>().Select(domain => Find(domain, version)).OfType<AttackRelease>();

    /// <summary>The release to ask about a technique: the newest one that knows it, of the first domain where one does;
    /// null when none does.</summary>
    internal AttackRelease? Knowing(string technique) => All
        .Select(loaded => loaded.Release)
        .FirstOrDefault(release => release.Find(technique) is not null);

    /// <summary>Those of the ids that none of the releases knows, as they were spelled.</summary>
    internal ImmutableHashSet<string> Unrecognised(IEnumerable<string> ids) =>
        [.. ids.Where(id => Knowing(TechniqueId.Normalise(id)) is null)];
}
