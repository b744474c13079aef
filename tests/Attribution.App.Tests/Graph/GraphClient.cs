using System.Text.Json;

namespace Attribution.App.Tests.Graph;

/// <summary>Questions to the graph, with answers as short texts.</summary>
internal static class GraphClient
{
    private const string Parts =
        """
        fragment Parts on Relationship {
          source { id } type target { id } confidence statedAt statedIn statedVersion
        }
        """;

    /// <summary>The whole answer about a neighbourhood.</summary>
    internal static async Task<JsonElement> AroundAsync(
        this Client client, string from, int depth = 1, int first = 1_000, string direction = "BOTH",
        string[]? types = null) => (await client.RunAsync(
            $$"""
            query Around(
              $from: ID!, $types: [RelationshipType!], $way: RelationshipDirection!, $depth: Int!, $first: Int!
            ) {
              relationships(from: $from, types: $types, direction: $way, depth: $depth, first: $first) {
                hasMore nodes { id type name } hubs { id } relationships { ...Parts }
              }
            }
            {{Parts}}
            """,
            new { from, types, way = direction, depth, first })).GetProperty("relationships");

    /// <summary>A path; null when there is none.</summary>
    internal static async Task<string[]?> PathAsync(this Client client, string from, string to, int maxDepth = 5)
    {
        var path = (await client.RunAsync(
            $$"""
            query Path($from: ID!, $to: ID!, $depth: Int!) {
              shortestPath(from: $from, to: $to, maxDepth: $depth) { ...Parts }
            }
            {{Parts}}
            """,
            new { from, to, depth = maxDepth })).GetProperty("shortestPath");
        return path.ValueKind == JsonValueKind.Null ? null : [.. path.EnumerateArray().Select(Said)];
    }

    /// <summary>The ids of the neighbours in common.</summary>
    internal static async Task<string[]> CommonAsync(this Client client, string a, string b)
    {
        var found = await client.RunAsync(
            """
            query Common($a: ID!, $b: ID!) {
              commonNeighbours(a: $a, b: $b, first: 1000) { node { id } withA { type } withB { type } }
            }
            """,
            new { a, b });
        return
        [
            .. found.GetProperty("commonNeighbours").EnumerateArray()
                .Select(neighbour => neighbour.GetProperty("node").GetProperty("id").GetString()!),
        ];
    }

    /// <summary>The relationships of a neighbourhood, each as <c>source TYPE target</c>.</summary>
    internal static string[] Relationships(this JsonElement around) =>
        [.. around.GetProperty("relationships").EnumerateArray().Select(Said)];

    internal static string[] Ids(this JsonElement around, string list) =>
        [.. around.GetProperty(list).EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];

    private static string Said(JsonElement relationship) => string.Join(
        ' ',
        relationship.GetProperty("source").GetProperty("id").GetString(),
        relationship.GetProperty("type").GetString(),
        relationship.GetProperty("target").GetProperty("id").GetString());
}
