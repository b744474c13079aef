using Attribution.Messaging;

namespace Attribution.App.Intake;

/// <summary>What a door tells of one message.</summary>
/// <param name="Id">The key under which it is kept and its outcome can be asked for; null when it is not kept.</param>
/// <param name="EventId">The publisher's own id for it, when it could be read.</param>
/// <param name="Kind">What the inbox did with it; null when it is not kept.</param>
/// <param name="Error">Why it will not be handled; null when it will be, or has been.</param>
public sealed record MessageReceipt(MessageId? Id, string? EventId, AcceptanceKind? Kind, EnvelopeError? Error);

/// <summary>What a door tells of several messages that were offered together.</summary>
public abstract record IntakeReceipt
{
    private IntakeReceipt()
    {
    }

    /// <summary>Durable: one receipt for each, in order.</summary>
    public sealed record Taken(IReadOnlyList<MessageReceipt> Messages) : IntakeReceipt;

    /// <summary>Too much is waiting; nothing was taken.</summary>
    public sealed record Busy(NodaTime.Duration RetryAfter, string Reason) : IntakeReceipt;

    /// <summary>The database is away; offering all of them again stores none twice.</summary>
    public sealed record Unavailable(NodaTime.Duration RetryAfter) : IntakeReceipt;
}
