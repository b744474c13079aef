using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;

namespace Attribution.App.Graph;

/// <summary>
/// Finds a shortest path: from both ends at once, a level at a time, always on the side that has fewer nodes to go on
/// from. Neither way goes through a hub.
/// </summary>
internal sealed class PathSearch(GraphQueries queries)
{
    /// <param name="caller">For whom is read.</param>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    /// <param name="types">Only relationships of these types; null for all.</param>
    /// <param name="depthMax">How long the path may be.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The relationships from one end to the other, either way round; null when there is no path.</returns>
    /// <exception cref="GraphQLException"><c>GRAPH_TOO_LARGE</c>.</exception>
    internal async Task<IReadOnlyList<Relationship>?> ShortestAsync(
        Principal caller,
        string from,
        string to,
        IReadOnlyList<RelationshipType>? types,
        int depthMax,
        CancellationToken cancellation)
    {
        if (from == to)
        {
            return [];
        }

        var (one, other) = (new Side(from), new Side(to));
        for (var length = 1; length <= depthMax; length++)
        {
            var (side, across) = one.Frontier.Count <= other.Frontier.Count ? (one, other) : (other, one);
            if (side.Frontier.Count == 0)
            {
                return null;
            }

            var at = await queries.AtAsync(
                caller,
                side.Frontier,
                Steps.Any with { Types = types },
                side.Ways.Keys.Except(side.Frontier),
                side.IsAtItsEnd
                    ? new FanOut(GraphLimits.SearchMax, IsCut: true)
                    : new FanOut(GraphLimits.FanOutMax, IsCut: false),
                GraphLimits.SearchMax + 1,
                cancellation);
            if (at.Count > GraphLimits.SearchMax)
            {
                throw GraphLimits.TooLarge();
            }

            side.Advance(at.Where(step => !step.IsHub));
            if (Meeting(side, across) is { } node)
            {
                return [.. one.WayTo(node).Reverse(), .. other.WayTo(node)];
            }
        }

        return null;
    }

    /// <summary>Where the new level meets the other side; of several, always the same one.</summary>
    private static string? Meeting(Side side, Side across) => side.Frontier
        .Where(across.Ways.ContainsKey)
        .OrderBy(node => across.WayTo(node).Count())
        .ThenBy(node => node, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>What is known from one end.</summary>
    private sealed class Side(string end)
    {
        /// <summary>The nodes reached, each with the step that reached it first; null for the end itself.</summary>
        internal Dictionary<string, NodeRelationship?> Ways { get; } =
            new(StringComparer.Ordinal) { [end] = null };

        internal IReadOnlyList<string> Frontier { get; private set; } = [end];

        internal bool IsAtItsEnd => Ways.Count == 1;

        internal void Advance(IEnumerable<NodeRelationship> steps) => Frontier =
        [
            .. steps.Select(step => (Node: step.Relationship.Beyond(step.At).Id, Step: step))
                .Where(step => Ways.TryAdd(step.Node, step.Step))
                .Select(step => step.Node),
        ];

        /// <summary>The relationships from a node back to the end.</summary>
        internal IEnumerable<Relationship> WayTo(string node)
        {
            for (var step = Ways[node]; step is not null; step = Ways[step.At])
            {
                yield return step.Relationship;
            }
        }
    }
}
