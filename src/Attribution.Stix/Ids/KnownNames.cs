using System.Collections.Frozen;

namespace Attribution.Stix;

/// <summary>Gives the names of known types one string each, so that a million ids share forty type names.</summary>
internal static class KnownNames
{
    private static readonly FrozenSet<string> Types = StixTypeDefinition.Names
        .Concat(["bundle", "x-mitre-tactic", "x-mitre-matrix", "x-mitre-data-component", "x-mitre-data-source"])
        .ToFrozenSet();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Types.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Intern(ReadOnlySpan<char> type) =>
        BySpan.TryGetValue(type, out var known) ? known : new string(type);
}
