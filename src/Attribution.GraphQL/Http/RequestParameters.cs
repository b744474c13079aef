using System.Text.Json;
using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Http;

/// <summary>The parameters of a request, from a body or a URL (GraphQL over HTTP, section 5.1 "Request Parameters").
/// </summary>
internal sealed class RequestParameters
{
    /// <summary>The document; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Document { get; set; }

    /// <summary>The hash of a document the server knows.</summary>
    public string? DocumentId { get; set; }

    public string? OperationName { get; set; }

    public JsonElement Variables { get; set; }

    public JsonElement Extensions { get; set; }

    public GraphQLRequest ToRequest(IServiceProvider services) => new(Document.GetValueOrDefault())
    {
        OperationName = OperationName,
        Variables = Variables,
        Services = services,
    };
}
