using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Attribution.Stix;

/// <summary>What kind of thing a STIX type describes; it decides which common properties the type has.</summary>
public enum StixCategory
{
    /// <summary>A STIX domain object (section 4).</summary>
    Domain,

    /// <summary>A relationship or a sighting (section 5).</summary>
    Relationship,

    /// <summary>A cyber-observable object (section 6): not versioned, no creator, no confidence.</summary>
    Observable,

    /// <summary>A marking, extension definition or translation (section 7).</summary>
    Meta,
}

/// <summary>An object type of STIX 2.1 with its properties in the specification's order.</summary>
internal sealed class StixTypeDefinition
{
    private static readonly FrozenDictionary<string, StixTypeDefinition> All = Load();

    private readonly FrozenDictionary<string, int> _ranks;

    private StixTypeDefinition(string name, StixCategory category, IEnumerable<StixPropertyDefinition> properties)
    {
        Name = name;
        Category = category;
        Properties = [.. properties];
        _ranks = Properties.Index().ToFrozenDictionary(ranked => ranked.Item.Name, ranked => ranked.Index);
    }

    /// <summary>The name of the type, such as <c>intrusion-set</c>.</summary>
    public string Name { get; }

    public StixCategory Category { get; }

    /// <summary>Common properties first, then the type's own.</summary>
    public ImmutableArray<StixPropertyDefinition> Properties { get; }

    /// <summary>Whether objects of this type have versions (section 3.6): observables and markings have none.</summary>
    public bool IsVersioned => _ranks.ContainsKey("modified");

    /// <summary>The definition of a type; null for a type that STIX 2.1 does not have.</summary>
    public static StixTypeDefinition? Find(string type) => All.GetValueOrDefault(type);

    /// <summary>The names of all types.</summary>
    public static IEnumerable<string> Names => All.Keys;

    public StixPropertyDefinition? Property(string name) =>
        _ranks.TryGetValue(name, out var rank) ? Properties[rank] : null;

    public int RankOf(string property) => _ranks.TryGetValue(property, out var rank) ? rank : Properties.Length;

    private static FrozenDictionary<string, StixTypeDefinition> Load()
    {
        var common = new Dictionary<StixCategory, List<StixPropertyDefinition>>();
        var own = new List<(string Name, StixCategory Category, List<StixPropertyDefinition> Properties)>();
        var current = new List<StixPropertyDefinition>();
        foreach (var (indented, words) in SpecificationTable.Read("types"))
        {
            if (indented)
            {
                current.Add(StixPropertyDefinition.Read(words));
                continue;
            }

            current = [];
            var category = Enum.Parse<StixCategory>(words[0], ignoreCase: true);
            if (words[1] == "*")
            {
                common[category] = current;
            }
            else
            {
                own.Add((words[1], category, current));
            }
        }

        return own.Select(type => Define(type.Name, type.Category, common[type.Category], type.Properties))
            .ToFrozenDictionary(type => type.Name);
    }

    /// <summary>A property that a type repeats from the common ones (a stricter one) takes the place of the common
    /// one.</summary>
    private static StixTypeDefinition Define(
        string name, StixCategory category, List<StixPropertyDefinition> common, List<StixPropertyDefinition> own) =>
        new(name, category, common
            .Select(property => own.Find(stricter => stricter.Name == property.Name) ?? property)
            .Concat(own.Where(property => common.TrueForAll(other => other.Name != property.Name))));
}
