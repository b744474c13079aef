namespace Attribution.Domain.Diamond;

/// <summary>Infers the diamonds of a campaign from its evidence graph.</summary>
public static class DiamondAnalysis
{
    /// <summary>How many relationships away from the campaign a vertex may be.</summary>
    public const int DepthMax = 3;

    /// <summary>Whether relationships of a vertex are followed further: those of a technique, for example, are not,
    /// because too many use it.</summary>
    public static bool GoesOnFrom(GraphNode vertex) => WalkRules.GoesOnFrom(vertex);

    /// <summary>
    /// One vertex set per phase that the evidence names, in alphabetical order of the phase, and one for what belongs
    /// to none. Adversary and victims are the campaign's own and stand in each. Empty when the graph does not hold
    /// the campaign or says nothing about it.
    /// </summary>
    public static ImmutableArray<VertexSet> Infer(EvidenceGraph graph, string campaign)
    {
        if (graph.Find(campaign) is not { } origin)
        {
            return [];
        }

        var reached = DiamondWalk.From(graph, origin);
        var ids = reached.Select(r => r.Node.Id).ToHashSet(StringComparer.Ordinal);
        var common = reached.Where(r => r.Corner is Corner.Adversary or Corner.Victim).ToImmutableArray();
        var byPhase = reached
            .Except(common)
            .SelectMany(r => PhasesOf(graph, r.Node, ids).Select(phase => (Phase: phase, Reached: r)))
            .GroupBy(pair => pair.Phase, pair => pair.Reached, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Assemble(Named(group.Key), [.. common, .. group]))
            .ToImmutableArray();
        return byPhase.IsEmpty && !common.IsEmpty ? [Assemble(phase: null, common)] : byPhase;
    }

    // What names no phase itself belongs to those of the techniques of this campaign it is evidence for.
    private static ImmutableArray<string> PhasesOf(EvidenceGraph graph, GraphNode node, HashSet<string> reached)
    {
        if (node.Phases.OrEmpty() is { IsEmpty: false } own)
        {
            return [.. own.Distinct(StringComparer.Ordinal)];
        }

        ImmutableArray<string> borrowed =
        [
            .. graph.At(node.Id)
                .Where(step => step.IsOutgoing && (step.Edge.Type is "uses" or "indicates"))
                .Where(step => reached.Contains(step.Other.Id))
                .SelectMany(step => step.Other.Phases.OrEmpty())
                .Distinct(StringComparer.Ordinal),
        ];
        return borrowed.IsEmpty ? [""] : borrowed;
    }

    private static string? Named(string phase) => phase.Length == 0 ? null : phase;

    private static VertexSet Assemble(string? phase, ImmutableArray<Reached> members)
    {
        ImmutableArray<GraphEdge> edges = [.. members.SelectMany(member => member.Path).Distinct()];
        return new VertexSet(
            Adversary(members),
            Corners(members, Corner.Capability),
            Corners(members, Corner.Infrastructure),
            Corners(members, Corner.Victim),
            edges.Min(edge => edge.Confidence),
            phase,
            edges.Any(edge => edge.Type is "compromises") ? DiamondResult.Success : DiamondResult.Unknown,
            edges.Min(edge => edge.When),
            edges.Max(edge => edge.When),
            [.. edges.Select(edge => edge.Event).OfType<long>().Distinct().Order()]);
    }

    // A diamond has one adversary: the one attributed with the most confidence.
    private static Vertex? Adversary(ImmutableArray<Reached> members) =>
        members
            .Where(member => member.Corner is Corner.Adversary)
            .OrderByDescending(member => member.ConfidencePercent)
            .ThenBy(member => member.Node.Id, StringComparer.Ordinal)
            .Select(member => AsVertex(member.Node))
            .FirstOrDefault();

    private static ImmutableArray<Vertex> Corners(ImmutableArray<Reached> members, Corner corner) =>
    [
        .. members
            .Where(member => member.Corner == corner)
            .Select(member => AsVertex(member.Node))
            .OrderBy(vertex => vertex.Id, StringComparer.Ordinal),
    ];

    private static Vertex AsVertex(GraphNode node) => new(node.Id, node.Type, node.Name, node.Value);
}
