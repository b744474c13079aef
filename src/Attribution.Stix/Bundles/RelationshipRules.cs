using System.Collections.Frozen;

namespace Attribution.Stix;

/// <summary>Which relationships STIX 2.1 defines between which types. Others are allowed, and worth a remark.</summary>
internal static class RelationshipRules
{
    private const string Any = "*";
    private const string SameType = "=";

    private static readonly FrozenDictionary<(string Source, string Kind), string[]> Targets = SpecificationTable
        .ReadEntries("relationships")
        .ToFrozenDictionary(entry => (entry[0], entry[1]), entry => entry[2..]);

    /// <summary>Whether the specification defines this relationship, direction included.</summary>
    public static bool IsDefined(string sourceType, string relationshipType, string targetType) =>
        Allows(sourceType, relationshipType, sourceType, targetType)
        || Allows(Any, relationshipType, sourceType, targetType);

    /// <summary>
    /// Whether a relationship may not end at this type at all: section 5.1 knows relationships between domain objects
    /// and observables only, so none starts or ends at another relationship, a sighting, a bundle or a meta object.
    /// </summary>
    public static bool IsForbiddenEnd(string type) =>
        type == "bundle" || StixTypeDefinition.Find(type)?.Category is StixCategory.Relationship or StixCategory.Meta;

    private static bool Allows(string source, string kind, string sourceType, string targetType) =>
        Targets.TryGetValue((source, kind), out var targets)
        && (targets.Contains(targetType) || targets.Contains(Any)
            || (targets.Contains(SameType) && sourceType == targetType));
}
