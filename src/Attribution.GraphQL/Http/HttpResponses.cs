using Attribution.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace Attribution.GraphQL.Http;

/// <summary>Writes responses with the status their media type asks for (GraphQL over HTTP, section 7).</summary>
internal static class HttpResponses
{
    private const string JsonUtf8 = $"{MediaTypes.Json}; charset=utf-8";

    private const string GraphQLResponseUtf8 = $"{MediaTypes.GraphQLResponse}; charset=utf-8";

    /// <summary>A GraphQL response. With the media type of old a request that was understood is always a 200; with the
    /// newer one a request that could not be run is a 400.</summary>
    public static void Write(HttpContext context, string mediaType, GraphQLResponse response) =>
        Write(context, mediaType, response.WasExecuted || mediaType == MediaTypes.Json ? 200 : 400, response);

    /// <summary>A request that was not understood.</summary>
    public static void Refuse(HttpContext context, string mediaType, HttpProblem problem)
    {
        if (!context.Response.HasStarted)
        {
            Write(context, mediaType, problem.Status, GraphQLResponse.Refusing(problem.Error));
        }
    }

    private static void Write(HttpContext context, string mediaType, int status, GraphQLResponse response)
    {
        var http = context.Response;
        http.StatusCode = status;
        http.ContentType = mediaType == MediaTypes.Json ? JsonUtf8 : GraphQLResponseUtf8;
        http.ContentLength = response.PlainLength;
        response.WriteTo(http.BodyWriter);
    }
}
