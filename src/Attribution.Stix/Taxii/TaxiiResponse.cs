using System.Net;
using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>An answer that arrived as a whole; <c>Now</c> is what the server takes for the present by its Date header,
/// else our own clock.</summary>
internal sealed record TaxiiResponse(
    HttpStatusCode Status,
    string? ContentType,
    byte[] Body,
    Instant? DateAddedLast,
    string? ETag,
    Instant Now)
{
    public static async Task<TaxiiResponse> ReadAsync(
        HttpResponseMessage message, long maxBytes, Instant now, CancellationToken cancellation)
    {
        var body = await ReadBodyAsync(message.Content, maxBytes, cancellation);
        return new TaxiiResponse(
            message.StatusCode,
            message.Content.Headers.TryGetValues("Content-Type", out var types) ? types.First() : null,
            body,
            Header(message, "X-TAXII-Date-Added-Last"),
            message.Headers.ETag?.ToString(),
            message.Headers.Date is { } date ? Instant.FromDateTimeOffset(date) : now);
    }

    private static Instant? Header(HttpResponseMessage message, string name) =>
        message.Headers.TryGetValues(name, out var values)
            && TaxiiTimestamp.TryParse(values.First().Trim(), out var instant)
            ? instant
            : null;

    private static async Task<byte[]> ReadBodyAsync(HttpContent content, long maxBytes, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            if (body.Length + count > maxBytes)
            {
                throw new TaxiiException(TaxiiFailureCodes.TooLarge, $"The answer has more than {maxBytes} bytes.");
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }
}
