using Attribution.Domain.Access;
using Attribution.GraphQL.Execution;

namespace Attribution.App.Graph;

/// <summary>A node that two others have relationships with.</summary>
internal sealed record CommonNeighbour(
    GraphNode Node, IReadOnlyList<Relationship> WithA, IReadOnlyList<Relationship> WithB);

/// <summary>Finds what two nodes have in common.</summary>
internal sealed class CommonNeighbourSearch(GraphQueries queries)
{
    /// <exception cref="GraphQLException"><c>GRAPH_TOO_LARGE</c>.</exception>
    internal async Task<IReadOnlyList<CommonNeighbour>> BetweenAsync(
        Principal caller,
        string a,
        string b,
        IReadOnlyList<RelationshipType>? types,
        int first,
        CancellationToken cancellation)
    {
        var at = await queries.AtAsync(
            caller,
            [a, b],
            Steps.Any with { Types = types },
            [],
            new FanOut(GraphLimits.SearchMax, IsCut: true),
            GraphLimits.SearchMax + 1,
            cancellation);
        if (at.Count > GraphLimits.SearchMax)
        {
            throw GraphLimits.TooLarge();
        }

        var (atA, atB) = (Neighbours(at, a), Neighbours(at, b));
        return
        [
            .. atA.Where(neighbour => atB.Contains(neighbour.Key))
                .OrderBy(neighbour => neighbour.Key, StringComparer.Ordinal)
                .Take(first)
                .Select(neighbour => new CommonNeighbour(
                    neighbour.First().Beyond(a), [.. neighbour], [.. atB[neighbour.Key]])),
        ];
    }

    private static ILookup<string, Relationship> Neighbours(IEnumerable<NodeRelationship> steps, string node) =>
        steps.Where(step => step.At == node)
            .ToLookup(step => step.Relationship.Beyond(node).Id, step => step.Relationship);
}
