using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.History;

/// <summary>One event as people read it: what happened, when, by whom and why.</summary>
internal sealed record HistoryEntry(
    long Version, Guid EventId, string Type, string Summary, Instant RecordedAt, string RecordedBy, string? Reason)
{
    internal static HistoryEntry Of(RecordedEvent record, string summary, string by, string? reason) => new(
        record.Version, record.Id, record.Type, summary, record.RecordedAt, by, reason ?? record.Reason);
}
