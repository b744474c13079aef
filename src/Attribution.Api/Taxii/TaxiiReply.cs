using Attribution.Stix.Taxii;
using NodaTime;

namespace Attribution.Api.Taxii;

/// <summary>An answer in the media type of TAXII.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">A resource; empty when there is nothing to say.</param>
internal sealed record TaxiiReply(int Status, byte[] Body)
{
    /// <summary>When the first and the last object of the page were added; null for an empty page.</summary>
    internal (Instant First, Instant Last)? Added { get; init; }

    internal static TaxiiReply Ok(byte[] body) => new(StatusCodes.Status200OK, body);

    internal static TaxiiReply NotFound { get; } = Error(
        StatusCodes.Status404NotFound, "There is nothing here that you may read.");

    internal static TaxiiReply Error(int status, string? description = null, string? errorId = null) =>
        new(status, TaxiiAnswer.Error(TaxiiProblem.Of(status, description, errorId)));

    internal async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = TaxiiMediaType.Taxii;
        response.ContentLength = Body.Length;
        if (Added is { } added)
        {
            response.Headers["X-TAXII-Date-Added-First"] = TaxiiTimestamp.Format(added.First);
            response.Headers["X-TAXII-Date-Added-Last"] = TaxiiTimestamp.Format(added.Last);
        }

        await response.Body.WriteAsync(Body, response.HttpContext.RequestAborted);
    }
}
