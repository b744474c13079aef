using System.Collections.Frozen;

namespace Attribution.Domain.KillChain;

/// <summary>Which ATT&amp;CK matrix a release describes.</summary>
public enum AttackDomain
{
    Enterprise,
    Mobile,
    Ics,
}

/// <summary>A column of a matrix.</summary>
/// <param name="Id"><c>TA0001</c>.</param>
/// <param name="ShortName">The phase name STIX uses: <c>initial-access</c>.</param>
public sealed record Tactic(string Id, string ShortName, string Name);

/// <summary>A technique or a sub-technique as a release states it.</summary>
/// <param name="Tactics">Ids of the tactics it serves, in any order.</param>
/// <param name="RevokedBy">Id of its successor, where the release names one.</param>
public sealed record Technique(
    string Id,
    string Name,
    ImmutableArray<string> Tactics,
    bool IsRevoked = false,
    bool IsDeprecated = false,
    string? RevokedBy = null)
{
    public bool IsCurrent => !IsRevoked && !IsDeprecated;
}

/// <summary>
/// One release of ATT&amp;CK as data: its tactics in the order of its matrix, and its techniques. Nothing here knows
/// how many tactics there are or what they are called; releases and domains stand side by side.
/// </summary>
public sealed class AttackRelease
{
    private readonly FrozenDictionary<string, Technique> techniques;
    private readonly FrozenDictionary<string, ImmutableArray<int>> phases;

    /// <param name="domain">The matrix.</param>
    /// <param name="version">As MITRE prints it: <c>18.1</c>.</param>
    /// <param name="tactics">In the order of the matrix.</param>
    /// <param name="techniques">All of them, revoked and deprecated ones included; the last of two equal ids
    /// holds.</param>
    public AttackRelease(
        AttackDomain domain,
        string version,
        ImmutableArray<Tactic> tactics,
        IEnumerable<Technique> techniques)
    {
        (Domain, Version, Tactics) = (domain, version, tactics);
        this.techniques = techniques
            .GroupBy(technique => technique.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var order = tactics
            .Select((tactic, index) => (tactic.Id, index))
            .ToDictionary(tactic => tactic.Id, tactic => tactic.index, StringComparer.Ordinal);
        phases = this.techniques.Values.ToFrozenDictionary(
            technique => technique.Id, technique => Positions(technique, order), StringComparer.Ordinal);
    }

    public AttackDomain Domain { get; }

    public string Version { get; }

    public ImmutableArray<Tactic> Tactics { get; }

    /// <summary>Every technique of the release, in no particular order.</summary>
    public IReadOnlyCollection<Technique> Techniques => techniques.Values;

    /// <summary>The technique under exactly this id; null when the release does not know it.</summary>
    public Technique? Find(string id) => techniques.GetValueOrDefault(id);

    /// <summary>Those of the ids that the release does not know.</summary>
    public ImmutableHashSet<string> Unrecognised(IEnumerable<string> ids) =>
        [.. ids.Where(id => !techniques.ContainsKey(id))];

    /// <summary>
    /// The technique that stands for an id today: the end of its chain of successors. A chain that leads nowhere or
    /// in a circle ends where it stops making sense. Null when the release does not know the id.
    /// </summary>
    public Technique? Resolve(string id)
    {
        var technique = Find(id);
        if (technique is null or { IsCurrent: true })
        {
            return technique;
        }

        var visited = new HashSet<string>(StringComparer.Ordinal);
        while (technique is { IsCurrent: false, RevokedBy: { } successor }
            && visited.Add(technique.Id)
            && Find(successor) is { } next)
        {
            technique = next;
        }

        return technique;
    }

    /// <summary>The tactics that a technique of this release serves, in the order of the matrix.</summary>
    public ImmutableArray<Tactic> TacticsOf(Technique technique) =>
        [.. PhasesOf(technique).Select(position => Tactics[position])];

    /// <summary>Position in the matrix of each tactic that a technique of this release serves, in order.</summary>
    internal ImmutableArray<int> PhasesOf(Technique technique) => phases.GetValueOrDefault(technique.Id).OrEmpty();

    // Tactics the matrix lacks are left out. A sub-technique for which the release names none serves those of its
    // parent.
    private ImmutableArray<int> Positions(Technique technique, Dictionary<string, int> order)
    {
        var own = technique.Tactics.OrEmpty();
        var tactics = own.IsEmpty ? Find(TechniqueId.ParentOf(technique.Id))?.Tactics.OrEmpty() ?? [] : own;
        return [.. tactics.Where(order.ContainsKey).Select(tactic => order[tactic]).Distinct().Order()];
    }
}
