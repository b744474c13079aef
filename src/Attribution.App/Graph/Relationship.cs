using NodaTime;

namespace Attribution.App.Graph;

/// <summary>A relationship as people read it.</summary>
/// <param name="Source">Where it begins.</param>
/// <param name="Type">How they are connected.</param>
/// <param name="Target">Where it ends.</param>
/// <param name="StatedIn">The campaign, hypothesis or actor that states it.</param>
/// <param name="StatedVersion">The version of the event that does.</param>
/// <param name="StatedAt">When that was recorded.</param>
/// <param name="Confidence">0 to 100; null when nobody graded it.</param>
internal sealed record Relationship(
    GraphNode Source,
    RelationshipType Type,
    GraphNode Target,
    Guid StatedIn,
    long StatedVersion,
    Instant StatedAt,
    int? Confidence)
{
    /// <summary>What tells it from all others.</summary>
    internal (string Source, RelationshipType Type, string Target, Guid StatedIn) Key =>
        (Source.Id, Type, Target.Id, StatedIn);

    /// <summary>The node at its other end.</summary>
    internal GraphNode Beyond(string node) => Source.Id == node ? Target : Source;
}

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
