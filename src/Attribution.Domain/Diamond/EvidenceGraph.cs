using System.Collections.Frozen;

namespace Attribution.Domain.Diamond;

/// <summary>An object of the evidence graph: what STIX knows of it, as far as a diamond needs it.</summary>
/// <param name="Type">STIX type: <c>malware</c>, <c>indicator</c>, <c>domain-name</c>.</param>
/// <param name="Phases">Tactics it serves, by id or by STIX phase name.</param>
/// <param name="Value">What it stands for outside of this graph: the pattern of an indicator, the value of an
/// observable. Two objects of one value are the same thing seen twice.</param>
/// <param name="Corner">Where an indicator stands, when that is known from elsewhere than its pattern: from a label, or
/// from the type of observable it is about.</param>
public sealed record GraphNode(
    string Id,
    string Type,
    string? Name = null,
    ImmutableArray<string> Phases = default,
    string? Value = null,
    Corner? Corner = null);

/// <summary>A relationship of the evidence graph.</summary>
/// <param name="Type">STIX relationship type: <c>uses</c>, <c>attributed-to</c>.</param>
/// <param name="Confidence">0 to 100; null when nobody graded it.</param>
/// <param name="Event">The event that recorded it, as the log numbers it.</param>
public sealed record GraphEdge(
    string From,
    string Type,
    string To,
    int? Confidence = null,
    Instant? When = null,
    long? Event = null);

/// <summary>Objects and relationships, indexed from both ends. Relationships to objects it does not hold are dropped:
/// what the caller may not see is not there.</summary>
public sealed class EvidenceGraph
{
    private readonly FrozenDictionary<string, GraphNode> nodes;
    private readonly ILookup<string, GraphEdge> outgoing;
    private readonly ILookup<string, GraphEdge> incoming;

    public EvidenceGraph(IEnumerable<GraphNode> nodes, IEnumerable<GraphEdge> edges)
    {
        this.nodes = nodes
            .GroupBy(node => node.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var known = edges.Where(edge => this.nodes.ContainsKey(edge.From) && this.nodes.ContainsKey(edge.To)).ToList();
        outgoing = known.ToLookup(edge => edge.From, StringComparer.Ordinal);
        incoming = known.ToLookup(edge => edge.To, StringComparer.Ordinal);
    }

    public GraphNode? Find(string id) => nodes.GetValueOrDefault(id);

    /// <summary>Every edge at a node, with the node at its other end.</summary>
    internal IEnumerable<(GraphEdge Edge, GraphNode Other, bool IsOutgoing)> At(string id) =>
        outgoing[id].Select(edge => (edge, nodes[edge.To], true))
            .Concat(incoming[id].Select(edge => (edge, nodes[edge.From], false)));
}
