using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Http;

/// <summary>Why a request cannot be answered before GraphQL itself has a say.</summary>
internal sealed record HttpProblem(int Status, GraphQLError Error)
{
    public static HttpProblem BadRequest(string message) => Of(400, ErrorCodes.BadRequest, message);

    public static HttpProblem MethodNotAllowed(string message) => Of(405, ErrorCodes.MethodNotAllowed, message);

    public static HttpProblem NotAcceptable(string message) => Of(406, ErrorCodes.NotAcceptable, message);

    public static HttpProblem TooLarge(long maxBytes) =>
        Of(413, ErrorCodes.PayloadTooLarge, $"A request body may have at most {maxBytes} bytes.");

    public static HttpProblem UnsupportedMediaType(string message) =>
        Of(415, ErrorCodes.UnsupportedMediaType, message);

    public static HttpProblem Of(int status, string code, string message) =>
        new(status, new GraphQLError(message, code));
}
