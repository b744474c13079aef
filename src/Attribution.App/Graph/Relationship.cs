using NodaTime;

namespace Attribution.App.Graph;

/// <summary>A relationship as people read it.</summary>
/// <param name="Source">Where it begins.</param>
/// <param name="Type">How they are connected.</param>
/// <param name="Target">Where it ends.</param>
/// <param name="StatedIn">The campaign, hypothesis or actor that states it; the UUID of an imported one.</param>
/// <param name="StatedVersion">The version of the event that does; null of an imported one.</param>
/// <param name="StatedAt">When that was recorded; when its producer wrote an imported one.</param>
/// <param name="Confidence">0 to 100; null when nobody graded it.</param>
/// <param name="Import">What else an imported one says; null when an event states it.</param>
internal sealed record Relationship(
    GraphNode Source,
    RelationshipType Type,
    GraphNode Target,
    Guid StatedIn,
    long? StatedVersion,
    Instant StatedAt,
    int? Confidence,
    ImportedRelationship? Import)
{
    /// <summary>What tells it from all others.</summary>
    internal (string Source, RelationshipType Type, string Target, Guid StatedIn, string? Owner) Key =>
        (Source.Id, Type, Target.Id, StatedIn, Import?.Owner);

    /// <summary>The node at its other end.</summary>
    internal GraphNode Beyond(string node) => Source.Id == node ? Target : Source;
}

/// <summary>What an imported relationship says of itself.</summary>
/// <param name="Id">Its STIX id.</param>
/// <param name="Owner">The organisation that brought it.</param>
/// <param name="TypeName">How its producer calls its type.</param>
/// <param name="Producer">The identity that its producer gives; null when it gives none.</param>
/// <param name="Start">Since when it has been so; null when nobody says.</param>
/// <param name="Stop">Until when; null when nobody says.</param>
internal sealed record ImportedRelationship(
    string Id, string Owner, string TypeName, string? Producer, Instant? Start, Instant? Stop);

/// <summary>Which way relationships are followed.</summary>
internal enum RelationshipDirection
{
    Outgoing,
    Incoming,
    Both,
}

/// <summary>Which relationships a walk follows.</summary>
/// <param name="Types">Only these; null for all.</param>
/// <param name="Direction">Only this way, as seen from where the walk stands.</param>
internal sealed record Steps(IReadOnlyList<RelationshipType>? Types, RelationshipDirection Direction)
{
    internal static Steps Any { get; } = new(null, RelationshipDirection.Both);
}
