namespace Attribution.Domain.KillChain;

/// <summary>What two sets have in common.</summary>
/// <param name="Jaccard">Shared of all, 0 to 1; two empty sets have nothing in common.</param>
public sealed record Overlap(
    ImmutableArray<string> Shared,
    ImmutableArray<string> OnlyFirst,
    ImmutableArray<string> OnlySecond,
    double Jaccard)
{
    public static Overlap Of(IReadOnlySet<string> first, IReadOnlySet<string> second)
    {
        var shared = Sorted(first.Where(second.Contains));
        var all = first.Count + second.Count - shared.Length;
        return new Overlap(
            shared,
            Sorted(first.Where(item => !second.Contains(item))),
            Sorted(second.Where(item => !first.Contains(item))),
            all == 0 ? 0 : (double)shared.Length / all);
    }

    /// <summary>What two sets of techniques have in common, without a release to resolve them by: sub-techniques count
    /// for their parents.</summary>
    public static Overlap OfTechniques(IEnumerable<string> first, IEnumerable<string> second) =>
        Of(Parents(first), Parents(second));

    private static HashSet<string> Parents(IEnumerable<string> ids) =>
        ids.Select(TechniqueId.Normalise).Select(TechniqueId.ParentOf).ToHashSet(StringComparer.Ordinal);

    private static ImmutableArray<string> Sorted(IEnumerable<string> items) => [.. items.Order(StringComparer.Ordinal)];
}

/// <summary>Two campaigns or actors compared by what they do: techniques and the tactics these serve.</summary>
public sealed record Comparison(Overlap Techniques, Overlap Tactics)
{
    /// <summary>
    /// Sub-techniques count for their parents, retired ids for their successors, unknown ids for themselves.
    /// </summary>
    public static Comparison Of(AttackRelease release, IEnumerable<string> first, IEnumerable<string> second)
    {
        var (one, other) = (Current(release, first), Current(release, second));
        return new Comparison(
            Overlap.OfTechniques(one, other),
            Overlap.Of(TacticsOf(release, one), TacticsOf(release, other)));
    }

    private static List<string> Current(AttackRelease release, IEnumerable<string> ids) =>
        [.. ids.Select(TechniqueId.Normalise).Select(id => release.Resolve(id)?.Id ?? id)];

    private static HashSet<string> TacticsOf(AttackRelease release, IEnumerable<string> ids) =>
        ids.Select(release.Find)
            .OfType<Technique>()
            .SelectMany(technique => release.PhasesOf(technique))
            .Select(position => release.Tactics[position].Id)
            .ToHashSet(StringComparer.Ordinal);
}
