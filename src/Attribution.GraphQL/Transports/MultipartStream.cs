using System.Buffers;
using Attribution.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Attribution.GraphQL.Transports;

/// <summary>Answers an operation in parts, as <c>multipart/mixed</c> (incremental delivery over HTTP).</summary>
internal static class MultipartStream
{
    public const string MediaType = "multipart/mixed";

    public static async Task WriteAsync(HttpContext context, IAsyncEnumerable<GraphQLResponse> responses)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = $"{MediaType}; boundary=\"-\"";
        context.Response.Headers.CacheControl = "no-store";
        var body = context.Response.BodyWriter;
        await foreach (var response in responses.WithCancellation(context.RequestAborted))
        {
            using (response)
            {
                body.Write("\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"u8);
                response.WriteTo(body);
                await body.FlushAsync(context.RequestAborted);
            }
        }

        body.Write("\r\n-----\r\n"u8);
        await body.FlushAsync(context.RequestAborted);
    }
}
