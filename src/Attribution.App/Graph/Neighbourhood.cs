using Attribution.Domain.Access;

namespace Attribution.App.Graph;

/// <summary>What is around a node.</summary>
/// <param name="Relationships">The nearest first.</param>
/// <param name="Nodes">The nodes they connect, the asked one first.</param>
/// <param name="Hubs">Those of the nodes that were not followed, because they have too many relationships.</param>
/// <param name="HasMore">There are more relationships within the depth than were asked for.</param>
internal sealed record Neighbourhood(
    IReadOnlyList<Relationship> Relationships,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyList<GraphNode> Hubs,
    bool HasMore);

/// <summary>
/// Walks from a node, breadth first: one statement for each level, which leaves out the nodes of the levels before it.
/// A recursive statement could not: it does not know what it has seen, and would walk every way to every node.
/// </summary>
internal sealed class NeighbourhoodWalk(GraphQueries queries)
{
    /// <param name="caller">For whom is read.</param>
    /// <param name="from">Where it begins.</param>
    /// <param name="steps">Which relationships are followed.</param>
    /// <param name="depth">How many levels.</param>
    /// <param name="first">How many relationships at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<Neighbourhood> AroundAsync(
        Principal caller, string from, Steps steps, int depth, int first, CancellationToken cancellation)
    {
        var found = new OrderedDictionary<object, Relationship>();
        var (hubs, expanded) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        IReadOnlyList<string> frontier = [from];
        for (var level = 1; level <= depth && frontier.Count > 0 && found.Count <= first; level++)
        {
            var at = await queries.AtAsync(
                caller,
                frontier,
                steps,
                expanded,
                level == 1 ? new FanOut(first, IsCut: true) : new FanOut(GraphLimits.FanOutMax, IsCut: false),
                // A relationship between two nodes of the level comes twice, and a hub brings one that does not count.
                (2 * (first - found.Count)) + frontier.Count + 1,
                cancellation);
            expanded.UnionWith(frontier);
            hubs.AddRange(at.Where(one => one.IsHub).Select(one => one.At));
            frontier =
            [
                .. at.Where(one => !one.IsHub && found.TryAdd(one.Relationship.Key, one.Relationship))
                    .Select(one => one.Relationship.Beyond(one.At).Id)
                    .Distinct(StringComparer.Ordinal)
                    .Where(node => !expanded.Contains(node)),
            ];
        }

        Relationship[] answer = [.. found.Values.Take(first)];
        var nodes = NodesOf(from, answer);
        return new Neighbourhood(
            answer, nodes, [.. nodes.Where(node => hubs.Contains(node.Id))], HasMore: found.Count > first);
    }

    /// <summary>Each node once, in the order of the walk, with its name where one of the relationships knows
    /// it.</summary>
    private static GraphNode[] NodesOf(string from, IEnumerable<Relationship> relationships) =>
    [
        .. relationships.SelectMany(one => new[] { one.Source, one.Target })
            .Prepend(new GraphNode(from))
            .GroupBy(node => node.Id, StringComparer.Ordinal)
            .Select(same => same.FirstOrDefault(node => node.Name is not null) ?? same.First()),
    ];
}
