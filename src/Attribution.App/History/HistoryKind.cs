using Attribution.Domain.Access;
using Attribution.EventStore;

namespace Attribution.App.History;

/// <summary>How streams of one kind are told to people.</summary>
/// <param name="StreamType">The kind in storage.</param>
/// <param name="Tell">One of its events as people read it.</param>
/// <param name="IsVisibleAsync">Whether a caller may see one of them: today's rights.</param>
internal sealed record HistoryKind(
    string StreamType,
    Func<RecordedEvent, HistoryEntry> Tell,
    Func<Principal, Guid, CancellationToken, Task<bool>> IsVisibleAsync);
