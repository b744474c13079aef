using NodaTime;

namespace Attribution.Messaging;

/// <summary>A message that nobody will handle until a person decides about it.</summary>
public sealed record DeadLetter
{
    public required MessageId MessageId { get; init; }

    public required string Queue { get; init; }

    /// <summary>The message. Its body is JSON null when <see cref="Raw"/> holds what arrived.</summary>
    public required Envelope Envelope { get; init; }

    /// <summary>What arrived and is no JSON, whole; null for a readable message.</summary>
    public byte[]? Raw { get; init; }

    public required Instant AcceptedAt { get; init; }

    public required Instant DiedAt { get; init; }

    /// <summary>Why, as a stable code.</summary>
    public required string Code { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public string? Detail { get; init; }
}

/// <summary>Which dead letters; everything that is null does not restrict.</summary>
public sealed record DeadLetterFilter
{
    public string? Queue { get; init; }

    public string? Type { get; init; }

    public string? Code { get; init; }

    /// <summary>Died at this instant or later.</summary>
    public Instant? Since { get; init; }

    /// <summary>Died before this instant.</summary>
    public Instant? Before { get; init; }
}

/// <summary>Where a page of dead letters ended.</summary>
public sealed record DeadLetterCursor(Instant DiedAt, MessageId MessageId);

/// <summary>One attempt that failed.</summary>
public sealed record FailedAttempt(
    int Attempt, Instant FailedAt, Guid? Node, string Code, string Detail, string? Stack);

/// <summary>What a person did to a dead letter.</summary>
/// <param name="Kind"><c>edited</c>, <c>replayed</c> or <c>discarded</c>.</param>
/// <param name="MadeAt">When.</param>
/// <param name="MadeBy">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="Replaced">The body that an edit replaced: JSON text or raw bytes.</param>
public sealed record Intervention(string Kind, Instant MadeAt, string MadeBy, string Reason, byte[]? Replaced);

/// <summary>A message that reused the id of another one with another body.</summary>
public sealed record ConflictingMessage(
    MessageId MessageId, string Queue, string Source, string Id, string Type, byte[] Body, Instant ReceivedAt);
