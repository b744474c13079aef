namespace Attribution.Messaging;

/// <summary>How large the parts of a message may be. Everything a stranger can send has a limit.</summary>
public sealed record MessageLimits
{
    public static MessageLimits Default { get; } = new();

    /// <summary>One structured event, one body, or one line of a stream, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 1024 * 1024;

    /// <summary>Events in one batch document.</summary>
    public int MaxBatchItems { get; init; } = 1_000;

    /// <summary><c>id</c>, <c>type</c> and the names of tenants, in bytes of UTF-8.</summary>
    public int MaxNameBytes { get; init; } = 256;

    /// <summary>Every other attribute, in bytes of UTF-8.</summary>
    public int MaxAttributeBytes { get; init; } = 1024;

    /// <summary>Extension attributes of one event.</summary>
    public int MaxExtensions { get; init; } = 32;
}
