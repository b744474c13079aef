using Microsoft.AspNetCore.Http.Features;

namespace Attribution.Api.Messages;

/// <summary>Reads bodies that have a limit.</summary>
internal static class RequestBody
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>The whole body.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than the limit (413), or breaks off.</exception>
    internal static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int bytesMax)
    {
        if (request.ContentLength > bytesMax)
        {
            throw TooLarge(bytesMax);
        }

        Unlimit(request);
        using var whole = new MemoryStream((int)(request.ContentLength ?? ChunkBytes));
        var chunk = new byte[ChunkBytes];
        while (await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted) is > 0 and var read)
        {
            if (whole.Length + read > bytesMax)
            {
                throw TooLarge(bytesMax);
            }

            whole.Write(chunk, 0, read);
        }

        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }

    /// <summary>Lifts the server's own limit: the reader has one that fits what it reads.</summary>
    internal static void Unlimit(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }

    private static BadHttpRequestException TooLarge(int bytesMax) =>
        new($"The body is longer than {bytesMax} bytes.", StatusCodes.Status413PayloadTooLarge);
}
