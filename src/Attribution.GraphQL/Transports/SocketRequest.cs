using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Http;

namespace Attribution.GraphQL.Transports;

/// <summary>Reads the request in the payload of a <c>subscribe</c> message.</summary>
internal static class SocketRequest
{
    public static IReadOnlyList<GraphQLError>? Read(
        ReadOnlyMemory<byte> payload,
        RequestDocuments documents,
        IServiceProvider services,
        out GraphQLRequest? request)
    {
        var parameters = new RequestParameters();
        var problem = payload.IsEmpty
            ? HttpProblem.BadRequest("The payload is missing.")
            : RequestJson.Read(payload, parameters) ?? documents.Find(parameters);
        request = problem is null ? parameters.ToRequest(services) : null;
        return problem is null ? null : [problem.Error];
    }
}
