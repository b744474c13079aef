using Attribution.App.Campaigns.CampaignList;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.App.Listing;

/// <summary>A part of a list, as connections show it.</summary>
/// <param name="Edges">The items and where they stand.</param>
/// <param name="HasNextPage">Whether there are more behind them.</param>
/// <param name="CountAsync">Counts the whole list, when somebody asks.</param>
internal sealed record Page<T>(
    IReadOnlyList<Edge<T>> Edges, bool HasNextPage, Func<CancellationToken, Task<int>> CountAsync)
    where T : class
{
    /// <summary>The page of a list that was read one item further than asked for.</summary>
    internal static Page<T> Of(
        List<Edge<T>> read, int first, Func<CancellationToken, Task<int>> countAsync) =>
        new(read.Count > first ? read[..first] : read, read.Count > first, countAsync);

    /// <summary>Binds <c>{name}Connection</c> and <c>{name}Edge</c>.</summary>
    internal static void Bind(SchemaBindings schema, string name)
    {
        schema.Object<Page<T>>($"{name}Connection")
            .ListField("edges", page => page.Edges)
            .ListField<T>("nodes", page => [.. page.Edges.Select(edge => edge.Node)])
            .Field("pageInfo", page =>
                new PageInfo(page.HasNextPage, page.Edges is [.., var last] ? last.Place.Write() : null))
            .Define("totalCount", field => field.Returns(Output.Of<int>())
                .Async(async (page, call) => await page.CountAsync(call.Cancellation)));
        schema.Object<Edge<T>>($"{name}Edge")
            .Field("cursor", edge => edge.Place.Write())
            .Field("node", edge => edge.Node);
    }
}

/// <summary>An item of a list, and where it stands there.</summary>
internal sealed record Edge<T>(T Node, Place Place)
    where T : class;
