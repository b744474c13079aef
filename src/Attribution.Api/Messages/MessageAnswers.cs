using System.Globalization;
using Attribution.App.Intake;
using Attribution.Messaging;
using NodaTime;
using NodaTime.Text;

namespace Attribution.Api.Messages;

/// <summary>What the door for messages answers, as HTTP.</summary>
internal static class MessageAnswers
{
    private const int AwayRetrySeconds = 5;

    internal static IResult Forbidden => Error(
        StatusCodes.Status403Forbidden,
        new("FORBIDDEN", "Your roles do not allow this; ask whoever administers your account."));

    internal static IResult NotFound => Error(
        StatusCodes.Status404NotFound, new("NOT_FOUND", "Your organisation has published no message with this id."));

    internal static IResult UnsupportedMediaType => Error(
        StatusCodes.Status415UnsupportedMediaType,
        new(
            EnvelopeError.UnsupportedContentTypeCode,
            "Send CloudEvents 1.0: application/cloudevents+json, application/cloudevents-batch+json, "
            + "application/x-ndjson with one event a line, or application/json with ce- headers.",
            "Content-Type"));

    internal static IResult Away => Wait(
        StatusCodes.Status503ServiceUnavailable,
        Duration.FromSeconds(AwayRetrySeconds),
        new("UNAVAILABLE", "The database is away; ask again later."),
        []);

    /// <summary>A body that is nothing as a whole.</summary>
    internal static IResult Refused(EnvelopeError error) => Error(
        error.Code == EnvelopeError.TooLargeCode
            ? StatusCodes.Status413PayloadTooLarge
            : StatusCodes.Status400BadRequest,
        Problem.Of(error));

    /// <summary>A body that was too long, or broke off.</summary>
    internal static IResult BadRequest(BadHttpRequestException broken) => Error(
        broken.StatusCode,
        new(
            broken.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? EnvelopeError.TooLargeCode
                : "BROKEN_REQUEST",
            broken.Message));

    /// <summary>More lines than one request may have; those before have been taken.</summary>
    internal static IResult TooManyLines(IReadOnlyList<MessageReceipt> taken) => Json(
        StatusCodes.Status413PayloadTooLarge,
        new Receipts(
            [.. taken.Select(Receipt.Of)],
            new(
                EnvelopeError.TooLargeCode,
                $"A request has at most {ClusterEndpoints.LinesMax} lines; send the rest in another one.")));

    /// <summary>One message: its own errors are those of the request.</summary>
    internal static IResult One(IntakeReceipt receipt)
    {
        if (receipt is not IntakeReceipt.Taken { Messages: [var only] })
        {
            return Many(receipt, []);
        }

        var told = Receipt.Of(only);
        return Json(
            only switch
            {
                { Error: null } => StatusCodes.Status202Accepted,
                { Kind: AcceptanceKind.Conflict } => StatusCodes.Status409Conflict,
                { Error.Code: EnvelopeError.TooLargeCode } => StatusCodes.Status413PayloadTooLarge,
                { Error.Code: EnvelopeError.UnsupportedContentTypeCode } =>
                    StatusCodes.Status415UnsupportedMediaType,
                _ => StatusCodes.Status400BadRequest,
            },
            new Receipts([told], told.Error),
            only.Error is null ? told.Href : null);
    }

    /// <summary>Many messages: each with its own error.</summary>
    /// <param name="receipt">What the last offer was answered.</param>
    /// <param name="before">What earlier offers of the same request were answered.</param>
    internal static IResult Many(IntakeReceipt receipt, IReadOnlyList<MessageReceipt> before) => receipt switch
    {
        IntakeReceipt.Taken taken => Json(
            StatusCodes.Status202Accepted, new Receipts([.. before.Concat(taken.Messages).Select(Receipt.Of)], null)),
        IntakeReceipt.Busy busy => Wait(
            StatusCodes.Status429TooManyRequests, busy.RetryAfter, new("BUSY", $"{busy.Reason} Send again later."),
            before),
        IntakeReceipt.Unavailable away => Wait(
            StatusCodes.Status503ServiceUnavailable,
            away.RetryAfter,
            new("UNAVAILABLE", "The database is away; send all of it again later, nothing is stored twice."),
            before),
        _ => throw new System.Diagnostics.UnreachableException($"{receipt} is no receipt."),
    };

    /// <summary>What became of a message.</summary>
    internal static IResult Outcome(MessageOutcome outcome) => Results.Json(
        new OutcomeAnswer(
            outcome.Id,
            outcome.State.ToUpperInvariant(),
            outcome.Type,
            Text(outcome.AcceptedAt)!,
            outcome.Attempts,
            Text(outcome.DueAt),
            Text(outcome.FinishedAt),
            outcome.Outcome?.ToUpperInvariant(),
            outcome.CampaignId,
            outcome.Changed,
            outcome.Code is { } code ? new Problem(code, outcome.Message ?? "") : null),
        MessageJson.Default.OutcomeAnswer);

    private static Answer Error(int status, Problem problem) => Json(status, new Receipts([], problem));

    private static Answer Wait(
        int status, Duration retryAfter, Problem problem, IReadOnlyList<MessageReceipt> before) => Json(
        status,
        new Receipts([.. before.Select(Receipt.Of)], problem),
        retryAfterSeconds: Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)));

    private static Answer Json(
        int status, Receipts receipts, string? location = null, int? retryAfterSeconds = null) =>
        new(status, receipts, location, retryAfterSeconds);

    private static string? Text(Instant? at) => at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : null;

    private sealed class Answer(int status, Receipts receipts, string? location, int? retryAfterSeconds) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.Headers;
            if (location is not null)
            {
                headers.Location = location;
            }

            if (retryAfterSeconds is { } seconds)
            {
                headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }

            return Results.Json(receipts, MessageJson.Default.Receipts, statusCode: status).ExecuteAsync(httpContext);
        }
    }
}
