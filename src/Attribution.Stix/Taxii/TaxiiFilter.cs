using System.Collections.Immutable;

namespace Attribution.Stix.Taxii;

/// <summary>
/// Which objects of a collection are wanted (section 3.4): fields are combined by AND, the values of one field by OR.
/// </summary>
public sealed record TaxiiFilter
{
    public static TaxiiFilter None { get; } = new();

    public ImmutableArray<string> Ids { get; init; } = [];

    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary><c>last</c>, <c>first</c>, <c>all</c> or timestamps; empty means <c>last</c>.</summary>
    public ImmutableArray<string> Versions { get; init; } = [];

    public ImmutableArray<string> SpecVersions { get; init; } = [];

    internal IEnumerable<(string Name, string Value)> ToQuery()
    {
        (string Name, ImmutableArray<string> Values)[] fields =
            [("id", Ids), ("type", Types), ("version", Versions), ("spec_version", SpecVersions)];
        return fields.Where(field => !field.Values.IsEmpty)
            .Select(field => ($"match[{field.Name}]", string.Join(',', field.Values)));
    }
}
