using Attribution.App.Intake;
using Attribution.Domain.Access;
using Attribution.Messaging;
using Attribution.Messaging.CloudEvents;
using Microsoft.AspNetCore.Http.Features;

namespace Attribution.Api.Messages;

/// <summary>
/// <c>POST /messages/clusters</c>: CloudEvents 1.0 over HTTP, structured, binary, as a batch, or one a line (NDJSON).
/// What it answers with 202 is durable; <c>GET /messages/{id}</c> tells what became of it.
/// </summary>
internal static class ClusterEndpoints
{
    /// <summary>A batch document; more goes as lines, which are taken while they arrive.</summary>
    internal const int BatchBytesMax = 32 * 1024 * 1024;

    /// <summary>Lines of one request: what is told of each has to be remembered until the end.</summary>
    internal const int LinesMax = 100_000;

    private const int LinesPerOffer = 500;

    internal static void MapClusterMessages(this IEndpointRouteBuilder routes, MessagePort messages)
    {
        routes.MapPost("/messages/clusters", async http =>
        {
            var answer = await PostAsync(http, messages);
            await answer.ExecuteAsync(http);
        }).RequireAuthorization();
        routes.MapGet("/messages/{id:guid}", (Guid id, HttpContext http) => FindAsync(id, http, messages))
            .RequireAuthorization();
    }

    private static async Task<IResult> FindAsync(Guid id, HttpContext http, MessagePort messages)
    {
        var caller = http.Features.GetRequiredFeature<Principal>();
        if (!caller.May(Permission.PublishClusters))
        {
            return MessageAnswers.Forbidden;
        }

        try
        {
            return await messages.FindOutcomeAsync(id, caller, http.RequestAborted) is { } outcome
                ? MessageAnswers.Outcome(outcome)
                : MessageAnswers.NotFound;
        }
        catch (Npgsql.NpgsqlException away) when (away.IsTransient)
        {
            return MessageAnswers.Away;
        }
    }

    private static async Task<IResult> PostAsync(HttpContext http, MessagePort messages)
    {
        var publisher = http.Features.GetRequiredFeature<Principal>();
        if (!publisher.May(Permission.PublishClusters))
        {
            return MessageAnswers.Forbidden;
        }

        try
        {
            return await ReadAndOfferAsync(http.Request, messages.Clusters, publisher);
        }
        catch (BadHttpRequestException broken)
        {
            return MessageAnswers.BadRequest(broken);
        }
    }

    private static async Task<IResult> ReadAndOfferAsync(
        HttpRequest request, ClusterIntake clusters, Principal publisher)
    {
        switch (Essence(request.ContentType))
        {
            case CloudEventBatch.MediaType:
                var batch = CloudEventBatch.Read(await RequestBody.ReadAsync(request, BatchBytesMax));
                return batch.Error is { } broken
                    ? MessageAnswers.Refused(broken)
                    : MessageAnswers.Many(await clusters.OfferAsync(batch.Items, publisher), []);
            case CloudEventLines.MediaType or "application/ndjson" or "application/jsonl":
                return await OfferLinesAsync(request, clusters, publisher);
            case CloudEventJson.MediaType:
                var text = await RequestBody.ReadAsync(request, MessageLimits.Default.MaxMessageBytes);
                return MessageAnswers.One(await clusters.OfferAsync([CloudEventJson.Read(text)], publisher));
            case var _ when CloudEventHeaders.Http.AnswersTo(request.Headers.Keys):
                var body = await RequestBody.ReadAsync(request, MessageLimits.Default.MaxMessageBytes);
                return MessageAnswers.One(await clusters.OfferAsync([Binary(request, body)], publisher));
            default:
                return MessageAnswers.UnsupportedMediaType;
        }
    }

    private static Reading Binary(HttpRequest request, ReadOnlyMemory<byte> body) => CloudEventHeaders.Http.Read(
        request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())),
        request.ContentType,
        body);

    /// <summary>Takes lines while they arrive. What was taken before an offer is refused stays, and is told.</summary>
    private static async Task<IResult> OfferLinesAsync(
        HttpRequest request, ClusterIntake clusters, Principal publisher)
    {
        RequestBody.Unlimit(request);
        var (taken, offer) = (new List<MessageReceipt>(), new List<Reading>(LinesPerOffer));
        await foreach (var line in CloudEventLines.ReadAsync(request.Body, null, request.HttpContext.RequestAborted))
        {
            offer.Add(line.Reading);
            if (taken.Count + offer.Count > LinesMax)
            {
                return MessageAnswers.TooManyLines(taken);
            }

            if (offer.Count == LinesPerOffer
                && await clusters.OfferAsync(offer, publisher) is var receipt
                && !TryTake(receipt, taken, offer))
            {
                return MessageAnswers.Many(receipt, taken);
            }
        }

        return MessageAnswers.Many(await clusters.OfferAsync(offer, publisher), taken);
    }

    private static bool TryTake(IntakeReceipt receipt, List<MessageReceipt> taken, List<Reading> offer)
    {
        if (receipt is not IntakeReceipt.Taken more)
        {
            return false;
        }

        taken.AddRange(more.Messages);
        offer.Clear();
        return true;
    }

    private static string? Essence(string? contentType) =>
        contentType?.Split(';')[0].Trim().ToLowerInvariant();
}
