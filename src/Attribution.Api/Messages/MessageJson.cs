using System.Text.Json.Serialization;
using Attribution.App.Intake;
using Attribution.Messaging;

namespace Attribution.Api.Messages;

/// <summary>What is wrong.</summary>
/// <param name="Code">Stable: branch on it.</param>
/// <param name="Message">What to do, for a person.</param>
/// <param name="Path">The attribute, header or part of the body.</param>
/// <param name="Position">Byte offset in the text.</param>
internal sealed record Problem(string Code, string Message, string? Path = null, long? Position = null)
{
    internal static Problem Of(EnvelopeError error) => new(error.Code, error.Message, error.Field, error.Position);
}

/// <summary>What is told of one message.</summary>
/// <param name="Id">Its id here; null when it is not kept.</param>
/// <param name="EventId">Its publisher's id.</param>
/// <param name="Status"><c>ACCEPTED</c>, <c>DUPLICATE</c> (accepted before), <c>CONFLICT</c>, <c>DEAD_LETTER</c> (kept
/// to be repaired) or <c>REFUSED</c> (not kept).</param>
/// <param name="Href">Where to ask what became of it.</param>
/// <param name="Error">Why it will not be handled.</param>
internal sealed record Receipt(Guid? Id, string? EventId, string Status, string? Href, Problem? Error)
{
    internal static Receipt Of(MessageReceipt receipt) => new(
        receipt.Id?.Value,
        receipt.EventId,
        receipt.Kind switch
        {
            AcceptanceKind.Accepted => "ACCEPTED",
            AcceptanceKind.Duplicate => "DUPLICATE",
            AcceptanceKind.Conflict => "CONFLICT",
            AcceptanceKind.KeptAsDeadLetter => "DEAD_LETTER",
            _ => "REFUSED",
        },
        receipt.Id is { } id ? $"/messages/{id}" : null,
        receipt.Error is { } error ? Problem.Of(error) : null);
}

/// <summary>What is told of a request.</summary>
/// <param name="Messages">One for each message, in order.</param>
/// <param name="Error">What is wrong with the request as a whole.</param>
internal sealed record Receipts(IReadOnlyList<Receipt> Messages, Problem? Error);

/// <summary>Why a request of another kind is refused.</summary>
internal sealed record Refusal(Problem Error);

/// <summary>What became of one message.</summary>
internal sealed record OutcomeAnswer(
    Guid Id,
    string State,
    string Type,
    string AcceptedAt,
    int Attempts,
    string? DueAt,
    string? FinishedAt,
    string? Outcome,
    Guid? CampaignId,
    bool? Changed,
    Problem? Error);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Receipts))]
[JsonSerializable(typeof(OutcomeAnswer))]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class MessageJson : JsonSerializerContext;
