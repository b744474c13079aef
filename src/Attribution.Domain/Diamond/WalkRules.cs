using System.Collections.Frozen;
using Attribution.Domain.Infrastructure;

namespace Attribution.Domain.Diamond;

/// <summary>
/// What a relationship says about the object at its other end. The relationships are those of STIX 2.1 appendix B;
/// one that is not listed says nothing about a corner and is not followed.
/// </summary>
internal static class WalkRules
{
    private static readonly FrozenSet<string> Tools =
        new[] { "attack-pattern", "malware", "tool", "vulnerability" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Actors =
        new[] { "threat-actor", "intrusion-set", "identity" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The corner of the other end; null when the relationship says nothing about one.</summary>
    /// <param name="isOrigin">Whether the walk stands on the campaign itself. Only there does <c>attributed-to</c>
    /// name the adversary and <c>targets</c> the victim: what malware does elsewhere is another campaign's
    /// story.</param>
    /// <param name="edge">The relationship.</param>
    /// <param name="other">The object at its other end.</param>
    /// <param name="isOutgoing">Whether the relationship points to it.</param>
    public static Corner? CornerOf(bool isOrigin, GraphEdge edge, GraphNode other, bool isOutgoing) =>
        (edge.Type, isOutgoing) switch
        {
            ("attributed-to", true) when isOrigin && Actors.Contains(other.Type) => Corner.Adversary,
            ("targets", true) when other.Type is "vulnerability" => Corner.Capability,
            ("targets", true) when isOrigin && (other.Type is "identity" or "location") => Corner.Victim,
            ("compromises", true) when isOrigin => Corner.Infrastructure,
            ("uses" or "exploits" or "delivers" or "drops" or "downloads", true) => Tool(other) ?? Place(other),
            ("hosts" or "controls" or "communicates-with" or "beacons-to" or "exfiltrate-to" or "consists-of"
                or "resolves-to" or "owns", true) => Place(other) ?? Tool(other),
            ("hosts" or "delivers" or "communicates-with" or "downloads", false) => Place(other),
            ("indicates", false) when other.Type is "indicator" => OfIndicator(other),
            _ => null,
        };

    /// <summary>Whether the walk goes on from a vertex. A technique is used by too many to say who stands behind it;
    /// an indicator only points back to where the walk came from.</summary>
    public static bool GoesOnFrom(GraphNode node) =>
        node.Type is "malware" or "tool" or "infrastructure" or "domain-name";

    private static Corner? Tool(GraphNode other) => Tools.Contains(other.Type) ? Corner.Capability : null;

    private static Corner? Place(GraphNode other) =>
        InfrastructureSubject.IsOnNetwork(other.Type) ? Corner.Infrastructure : null;

    // Without a pattern nobody knows what an indicator is about, so it stands in no corner.
    private static Corner? OfIndicator(GraphNode indicator) => (indicator.Corner, indicator.Value) switch
    {
        ({ } known, _) => known,
        (_, { } pattern) => InfrastructureSubject.IsOfNetwork(pattern) ? Corner.Infrastructure : Corner.Capability,
        _ => null,
    };
}
