using System.Text.Json;

namespace Attribution.App.Graph;

/// <summary>How two things are connected: STIX 2.1 relationship types, two of ATT&amp;CK, and <c>part-of</c> for a
/// campaign within another. Their names are stored for ever.</summary>
internal enum RelationshipType
{
    Uses,
    Indicates,
    Targets,
    AttributedTo,
    RelatedTo,
    PartOf,
    AuthoredBy,
    BeaconsTo,
    CommunicatesWith,
    Compromises,
    ConsistsOf,
    Controls,
    Delivers,
    DerivedFrom,
    Downloads,
    Drops,
    DuplicateOf,
    ExfiltrateTo,
    Exploits,
    Has,
    Hosts,
    Impersonates,
    LocatedAt,
    OriginatesFrom,
    Owns,
    RevokedBy,
    SubtechniqueOf,
    VariantOf,

    /// <summary>What only its producer has a name for.</summary>
    Other,
}

internal static class RelationshipTypes
{
    private static readonly Dictionary<RelationshipType, string> Names = Enum.GetValues<RelationshipType>()
        .ToDictionary(type => type, type => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString()));

    private static readonly Dictionary<string, RelationshipType> Types =
        Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>As STIX and the database spell it: <c>attributed-to</c>.</summary>
    internal static string Stored(this RelationshipType type) => Names[type];

    internal static RelationshipType Read(string stored) => Types[stored];

    /// <summary>The type that a producer names; <see cref="RelationshipType.Other"/> when it is none of ours.</summary>
    internal static RelationshipType Known(string name) => Types.GetValueOrDefault(name, RelationshipType.Other);
}
