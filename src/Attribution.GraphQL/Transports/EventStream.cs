using System.Buffers;
using Attribution.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Attribution.GraphQL.Transports;

/// <summary>
/// Answers an operation with server-sent events: the "distinct connections mode" of the GraphQL over SSE protocol. Each
/// result is a <c>next</c> event; <c>complete</c> is the last.
/// </summary>
internal static class EventStream
{
    public const string MediaType = "text/event-stream";

    // Proxies close what has been silent for a while.
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(12);

    /// <summary>Writes all responses; the next is asked for only when the client has room.</summary>
    /// <param name="context">The request.</param>
    /// <param name="responses">What to write.</param>
    /// <param name="time">What measures silence.</param>
    public static async Task WriteAsync(
        HttpContext context, IAsyncEnumerable<GraphQLResponse> responses, TimeProvider time)
    {
        await StartAsync(context);
        await using var results = responses.GetAsyncEnumerator(context.RequestAborted);
        while (await NextAsync(results, context, time))
        {
            using var response = results.Current;
            WriteNext(context.Response.BodyWriter, response);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        context.Response.BodyWriter.Write("event: complete\ndata:\n\n"u8);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static async Task StartAsync(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = $"{MediaType}; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Response.BodyWriter.Write(":\n\n"u8);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static async ValueTask<bool> NextAsync(
        IAsyncEnumerator<GraphQLResponse> results, HttpContext context, TimeProvider time)
    {
        var next = results.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            var silence = Task.Delay(KeepAliveInterval, time, stop.Token);
            if (await Task.WhenAny(next, silence) == silence && !context.RequestAborted.IsCancellationRequested)
            {
                context.Response.BodyWriter.Write(":\n\n"u8);
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            }

            await stop.CancelAsync();
            if (context.RequestAborted.IsCancellationRequested)
            {
                break;
            }
        }

        return await next;
    }

    // The JSON has no line breaks, so it is one line of data.
    private static void WriteNext(IBufferWriter<byte> writer, GraphQLResponse response)
    {
        writer.Write("event: next\ndata: "u8);
        response.WriteTo(writer);
        writer.Write("\n\n"u8);
    }
}
