namespace Attribution.EventStore;

/// <summary>A stored event that this program cannot read. It is never skipped: what depends on it stops here.</summary>
public sealed class UnreadableEvent : Exception
{
    private UnreadableEvent(string message, RecordedEvent stored, Exception? cause)
        : base(message, cause)
    {
        (Stream, Version, Position, EventType) = (stored.Stream, stored.Version, stored.Position, stored.Type);
    }

    /// <summary>The stream it belongs to.</summary>
    public StreamId Stream { get; }

    /// <summary>Its place in the stream.</summary>
    public long Version { get; }

    /// <summary>Its place in the log.</summary>
    public long Position { get; }

    /// <summary>Its name in storage.</summary>
    public string EventType { get; }

    internal static UnreadableEvent UnknownType(RecordedEvent stored) => new(
        $"Stream {stored.Stream}, version {stored.Version} (position {stored.Position}): this program knows no event "
        + $"type '{stored.Type}'. Run the version that wrote it, or register an upcaster for that name.",
        stored,
        null);

    internal static UnreadableEvent BadContent(RecordedEvent stored, Exception cause) => new(
        $"Stream {stored.Stream}, version {stored.Version} (position {stored.Position}): the content of this "
        + $"'{stored.Type}' event does not fit its type: {cause.Message} Register an upcaster that understands it.",
        stored,
        cause);
}
