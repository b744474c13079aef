using NodaTime;

namespace Attribution.Messaging;

/// <summary>One attempt to handle a message, held under a lease.</summary>
/// <param name="MessageId">The key of the message, and of its inbox mark.</param>
/// <param name="Queue">The queue it was claimed from.</param>
/// <param name="Envelope">The message, with the number of this attempt.</param>
/// <param name="Claim">Which claim of the message's life this is: a settlement of an older one changes nothing.</param>
/// <param name="AcceptedAt">When the message was stored.</param>
public sealed record Delivery(MessageId MessageId, string Queue, Envelope Envelope, int Claim, Instant AcceptedAt)
{
    /// <summary>From 1.</summary>
    public int Attempt => Envelope.Attempts;

    /// <summary>Which claim of which message it is.</summary>
    internal ClaimKey Key => new(MessageId, Claim);

    /// <summary>The lane of the message's order, if it has one.</summary>
    internal long? Lane { get; init; }
}

/// <summary>One claim of one message. A node may hold a message again before it has ended with it: the settlement of
/// the first claim was carried out, and its answer is still on its way.</summary>
/// <param name="Message">The message.</param>
/// <param name="Claim">Which claim of its life.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct ClaimKey(MessageId Message, int Claim);

/// <summary>What one claim brought.</summary>
/// <param name="Deliveries">Messages to handle, in queue order, never two of one lane.</param>
/// <param name="SetAside">Messages that wait for another of their lane; when there are some, more may be behind
/// them.</param>
public sealed record ClaimResult(IReadOnlyList<Delivery> Deliveries, int SetAside)
{
    /// <summary>The queue has nothing for us at the moment.</summary>
    public bool IsEmpty => Deliveries.Count == 0 && SetAside == 0;
}
