using NodaTime;

namespace Attribution.EventStore;

/// <summary>Which part of a stream to read.</summary>
/// <param name="FromVersion">The first version, from 1.</param>
/// <param name="ToVersion">The last version, inclusive.</param>
/// <param name="UpTo">Nothing recorded after this instant.</param>
public sealed record StreamRange(long FromVersion = 1, long ToVersion = long.MaxValue, Instant? UpTo = null)
{
    /// <summary>The whole stream.</summary>
    public static StreamRange Whole { get; } = new();
}

/// <summary>Which events of the whole log to read.</summary>
/// <param name="AfterPosition">Only events behind this position; 0 for all.</param>
/// <param name="Types">Only events of these types; null for all.</param>
/// <param name="TenantId">Only this tenant's events; null for all.</param>
public sealed record LogRange(
    long AfterPosition = 0, IReadOnlyCollection<string>? Types = null, string? TenantId = null);

/// <summary>What is known of a stream without reading it.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Version">How many events it has.</param>
/// <param name="StartedAt">When its first event was recorded.</param>
/// <param name="ChangedAt">When its last event was recorded.</param>
/// <param name="IsArchived">Whether it takes no more events.</param>
public sealed record StreamInfo(
    StreamId Stream, string? Type, long Version, Instant StartedAt, Instant ChangedAt, bool IsArchived);
