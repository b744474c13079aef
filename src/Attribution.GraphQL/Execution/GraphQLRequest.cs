using System.Text;
using System.Text.Json;

namespace Attribution.GraphQL.Execution;

/// <summary>One request (section 6.1 "Executing Requests").</summary>
/// <param name="Document">The document as UTF-8. The engine copies what it keeps.</param>
public sealed record GraphQLRequest(ReadOnlyMemory<byte> Document)
{
    /// <param name="document">The document.</param>
    public GraphQLRequest(string document)
        : this(Encoding.UTF8.GetBytes(document))
    {
    }

    /// <summary>Which operation of the document to run; needed only when it has more than one.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object with the values of variables; <c>null</c> and <c>default</c> mean none.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>Where resolvers find the services of this request.</summary>
    public IServiceProvider Services { get; init; } = NoServices.Instance;

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
