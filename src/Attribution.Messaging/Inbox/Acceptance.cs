namespace Attribution.Messaging;

/// <summary>What the inbox did with one offered message.</summary>
public enum AcceptanceKind
{
    /// <summary>Stored, for the first time. It will be handled, or end as a dead letter.</summary>
    Accepted,

    /// <summary>Stored before, with the same content. Nothing to do.</summary>
    Duplicate,

    /// <summary>
    /// Its id belongs to a message with another body. It is kept for inspection and will not be handled.
    /// </summary>
    Conflict,

    /// <summary>No message, kept as a dead letter.</summary>
    KeptAsDeadLetter,
}

/// <summary>The durable answer to a publisher: it is given after the commit.</summary>
public sealed record Acceptance(MessageId MessageId, AcceptanceKind Kind);
