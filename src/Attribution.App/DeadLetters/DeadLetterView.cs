using System.Text.Json;
using NodaTime;

namespace Attribution.App.DeadLetters;

/// <summary>A message that nobody handles until a person decides about it, as operators read it. What is no UTF-8 in
/// its body is shown as replacement characters.</summary>
internal sealed record DeadLetterView(
    Guid Id,
    string Queue,
    string Source,
    string EventId,
    string Type,
    string? Subject,
    JsonElement? Attributes,
    string Body,
    bool IsReadable,
    int AttemptCount,
    Instant AcceptedAt,
    Instant DiedAt,
    string Code,
    string? Detail);

/// <summary>One attempt that failed.</summary>
internal sealed record FailedAttemptView(int Attempt, Instant FailedAt, string Code, string Detail, string? Stack);

/// <summary>What a person did to a dead letter.</summary>
internal sealed record InterventionView(
    string Kind, Instant MadeAt, string MadeBy, string Reason, string? ReplacedBody);
