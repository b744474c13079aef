namespace Attribution.Domain.Diamond;

/// <summary>A vertex that a walk reached, and the relationships that led to it.</summary>
internal sealed record Reached(GraphNode Node, Corner Corner, ImmutableArray<GraphEdge> Path);

/// <summary>
/// Walks the evidence graph from a campaign, as far as relationships speak about the campaign itself.
/// </summary>
internal static class DiamondWalk
{
    private const int DepthMax = 3;
    private const int VerticesMax = 20_000;

    public static ImmutableArray<Reached> From(EvidenceGraph graph, GraphNode campaign)
    {
        var found = ImmutableArray.CreateBuilder<Reached>();
        var visited = new HashSet<string>(StringComparer.Ordinal) { campaign.Id };
        var waiting = new Queue<(GraphNode Node, ImmutableArray<GraphEdge> Path)>([(campaign, [])]);
        while (waiting.TryDequeue(out var here) && found.Count < VerticesMax)
        {
            foreach (var reached in Around(graph, here.Node, here.Path).Where(r => visited.Add(r.Node.Id)))
            {
                found.Add(reached);
                if (reached.Path.Length < DepthMax && WalkRules.GoesOnFrom(reached.Node))
                {
                    waiting.Enqueue((reached.Node, reached.Path));
                }
            }
        }

        return found.ToImmutable();
    }

    private static IEnumerable<Reached> Around(EvidenceGraph graph, GraphNode node, ImmutableArray<GraphEdge> path) =>
        from step in graph.At(node.Id)
        let corner = WalkRules.CornerOf(isOrigin: path.IsEmpty, step.Edge, step.Other, step.IsOutgoing)
        where corner is not null
        select new Reached(step.Other, corner.Value, path.Add(step.Edge));
}
