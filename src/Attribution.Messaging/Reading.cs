namespace Attribution.Messaging;

/// <summary>
/// What became of a text that should have been a message: an envelope, or the text whole with its error.
/// </summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>A message that may be offered to the inbox.</summary>
    public sealed record Message(Envelope Envelope) : Reading;

    /// <summary>No message. The bytes are kept so that the caller can store or show them.</summary>
    public sealed record Unreadable(EnvelopeError Error, ReadOnlyMemory<byte> Raw) : Reading;
}
