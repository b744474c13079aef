using Attribution.GraphQL.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Attribution.GraphQL.Http;

/// <summary>Serves an engine at a path of an ASP.NET Core application.</summary>
public static class GraphQLEndpoint
{
    /// <summary>Answers GraphQL over HTTP at a path, every method included: wrong ones get a 405.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, as routing writes it: <c>/graphql</c>.</param>
    /// <param name="engine">What answers.</param>
    /// <param name="options">How; the defaults when absent.</param>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints,
        string pattern,
        GraphQLEngine engine,
        GraphQLHttpOptions? options = null)
    {
        var handler = new GraphQLHttpHandler(engine, options ?? new GraphQLHttpOptions());
        return endpoints.Map(pattern, handler.HandleAsync).WithDisplayName("GraphQL");
    }
}
