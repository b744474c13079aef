namespace Attribution.Domain.KillChain;

/// <summary>Sorts observations into the phases of a release; lives for one computation.</summary>
internal sealed class PhaseCounting(AttackRelease release)
{
    private readonly PhaseBuilder?[] builders = new PhaseBuilder?[release.Tactics.Length];
    private readonly SortedSet<string> unknown = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, RetiredTechnique> retired = new(StringComparer.Ordinal);

    public ImmutableArray<string> Unknown => [.. unknown];

    public ImmutableArray<RetiredTechnique> Retired => [.. retired.Values];

    public void Count(Observation observation)
    {
        var id = TechniqueId.Normalise(observation.Technique);
        if (release.Find(id) is not { } reported)
        {
            unknown.Add(id);
            return;
        }

        var technique = reported;
        if (!reported.IsCurrent)
        {
            technique = release.Resolve(id)!;
            retired[id] = new RetiredTechnique(id, technique.IsCurrent ? technique.Id : null, reported.IsRevoked);
        }

        foreach (var position in release.PhasesOf(technique))
        {
            (builders[position] ??= new PhaseBuilder()).Add(technique.Id, observation);
        }
    }

    public IEnumerable<Phase> Phases() =>
        builders
            .Select((builder, position) => builder?.Build(release, release.Tactics[position]))
            .OfType<Phase>();

    private sealed class PhaseBuilder
    {
        private readonly HashSet<string> ids = new(StringComparer.Ordinal);
        private readonly HashSet<long> events = [];
        private Instant? first;
        private Instant? last;

        public void Add(string technique, Observation observation)
        {
            ids.Add(technique);
            if (observation.Event is { } number)
            {
                events.Add(number);
            }

            if (observation.At is { } at)
            {
                first = first is { } earlier ? Instant.Min(earlier, at) : at;
                last = last is { } later ? Instant.Max(later, at) : at;
            }
        }

        public Phase Build(AttackRelease release, Tactic tactic) =>
            new(tactic, [.. Techniques(release)], first, last, [.. events.Order()]);

        private IEnumerable<PhaseTechnique> Techniques(AttackRelease release) =>
            ids
                .Order(StringComparer.Ordinal)
                .GroupBy(TechniqueId.ParentOf, StringComparer.Ordinal)
                .Select(group => new PhaseTechnique(
                    group.Key,
                    release.Find(group.Key)?.Name,
                    ids.Contains(group.Key),
                    [.. group.Where(id => id != group.Key)]));
    }
}
