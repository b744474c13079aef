using System.Text.Json;

namespace Attribution.App.Graph;

/// <summary>How two things are connected: STIX 2.1 relationship types, and <c>part-of</c> for a campaign within
/// another. Their names are stored for ever.</summary>
internal enum RelationshipType
{
    Uses,
    Indicates,
    Targets,
    AttributedTo,
    RelatedTo,
    PartOf,
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
}
