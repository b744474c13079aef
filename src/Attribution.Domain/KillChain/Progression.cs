namespace Attribution.Domain.KillChain;

/// <summary>A technique within a phase, with the sub-techniques of it that were seen there.</summary>
/// <param name="IsObserved">False when only its sub-techniques were seen: they count for it.</param>
public sealed record PhaseTechnique(string Id, string? Name, bool IsObserved, ImmutableArray<string> SubTechniques);

/// <summary>An observed tactic.</summary>
public sealed record Phase(
    Tactic Tactic,
    ImmutableArray<PhaseTechnique> Techniques,
    Instant? FirstObserved,
    Instant? LastObserved,
    ImmutableArray<long> Events);

/// <summary>An id that the release has retired.</summary>
/// <param name="Successor">What stands for it today; null when it was retired without one.</param>
public sealed record RetiredTechnique(string Id, string? Successor, bool IsRevoked);

/// <summary>
/// How far along a matrix a campaign or an actor was seen: computed from technique ids, never typed in.
/// </summary>
/// <param name="Phases">The observed tactics, in the order of the matrix.</param>
/// <param name="Gaps">The unobserved ones, in the same order.</param>
/// <param name="Deepest">The last observed one.</param>
/// <param name="CoveragePercent">Observed tactics of all tactics, 0 to 100, one decimal.</param>
/// <param name="Unknown">Ids the release does not know.</param>
/// <param name="Retired">Ids that were counted as their successors, or as themselves where they have none.</param>
public sealed record Progression(
    AttackDomain Domain,
    string Release,
    ImmutableArray<Phase> Phases,
    ImmutableArray<Tactic> Gaps,
    Tactic? Deepest,
    decimal CoveragePercent,
    ImmutableArray<string> Unknown,
    ImmutableArray<RetiredTechnique> Retired)
{
    /// <summary>Computes it through the tables of one release.</summary>
    public static Progression Of(AttackRelease release, IEnumerable<Observation> observations)
    {
        var counting = new PhaseCounting(release);
        foreach (var observation in observations)
        {
            counting.Count(observation);
        }

        ImmutableArray<Phase> phases = [.. counting.Phases()];
        var observed = phases.Select(phase => phase.Tactic).ToHashSet();
        return new Progression(
            release.Domain,
            release.Version,
            phases,
            [.. release.Tactics.Where(tactic => !observed.Contains(tactic))],
            phases.LastOrDefault()?.Tactic,
            Percent(phases.Length, release.Tactics.Length),
            counting.Unknown,
            counting.Retired);
    }

    private static decimal Percent(int observed, int tactics) =>
        tactics == 0 ? 0 : Math.Round(observed * 100m / tactics, decimals: 1, MidpointRounding.AwayFromZero);
}
