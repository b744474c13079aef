namespace Attribution.Domain.Diamond;

/// <summary>A vertex that a walk reached, and every relationship that led to it: the same may be stated more than
/// once.</summary>
internal sealed record Reached(GraphNode Node, Corner Corner, ImmutableArray<GraphEdge> Path, int Depth)
{
    /// <summary>The greatest confidence with which anybody stated the last step.</summary>
    public int ConfidencePercent => Path.Where(edge => edge.To == Node.Id).Max(edge => edge.Confidence) ?? 0;
}

/// <summary>
/// Walks the evidence graph from a campaign, as far as relationships speak about the campaign itself.
/// </summary>
internal static class DiamondWalk
{
    private const int VerticesMax = 20_000;

    public static ImmutableArray<Reached> From(EvidenceGraph graph, GraphNode campaign)
    {
        var found = ImmutableArray.CreateBuilder<Reached>();
        var visited = new HashSet<string>(StringComparer.Ordinal) { campaign.Id };
        var waiting = new Queue<(GraphNode Node, ImmutableArray<GraphEdge> Path, int Depth)>([(campaign, [], 0)]);
        while (waiting.TryDequeue(out var here) && found.Count < VerticesMax)
        {
            foreach (var reached in Around(graph, here).Where(r => visited.Add(r.Node.Id)))
            {
                found.Add(reached);
                if (reached.Depth < DiamondAnalysis.DepthMax && WalkRules.GoesOnFrom(reached.Node))
                {
                    waiting.Enqueue((reached.Node, reached.Path, reached.Depth));
                }
            }
        }

        return found.ToImmutable();
    }

    private static IEnumerable<Reached> Around(
        EvidenceGraph graph, (GraphNode Node, ImmutableArray<GraphEdge> Path, int Depth) here) =>
        from step in graph.At(here.Node.Id)
        let corner = WalkRules.CornerOf(isOrigin: here.Depth == 0, step.Edge, step.Other, step.IsOutgoing)
        where corner is not null
        group step.Edge by (step.Other, Corner: corner.Value) into stated
        select new Reached(stated.Key.Other, stated.Key.Corner, here.Path.AddRange(stated), here.Depth + 1);
}
