namespace Attribution.EventStore;

/// <summary>The limits of a store. Each has a default that fits a machine of two cores.</summary>
public sealed record EventLogOptions
{
    /// <summary>How many commits share a database transaction at most.</summary>
    public int GroupCommitsMax { get; init; } = 128;

    /// <summary>About how many bytes of payloads and documents share a database transaction at most (one commit may be
    /// larger).</summary>
    public int GroupBytesMax { get; init; } = 8 * 1024 * 1024;

    /// <summary>How many commits wait for the writer at most; further callers wait for a place.</summary>
    public int QueueCommitsMax { get; init; } = 4096;

    /// <summary>How long a commit may wait for a database that is away before its caller is told.</summary>
    public TimeSpan UnavailableAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a group's outcome is remembered in the database.</summary>
    public TimeSpan OutcomesKeptFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How many events a chunk of a bulk load has, give or take a stream: live commits wait while one is
    /// stored.</summary>
    public int BulkEventsMax { get; init; } = 10_000;

    /// <summary>How many folded streams are kept in memory, those used last.</summary>
    public int CachedStreamsMax { get; init; } = 10_000;
}
