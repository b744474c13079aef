using Attribution.EventStore;

namespace Attribution.App.History;

/// <summary>How streams of one kind are read and told to people.</summary>
/// <param name="Statement">The file name of the statement that reads the events of streams whose pages the caller may
/// see: today's rights.</param>
/// <param name="Tell">One of their events as people read it.</param>
internal sealed record HistoryKind(string Statement, Func<RecordedEvent, HistoryEntry> Tell)
{
    /// <summary>The campaign that is read with a stream, as its first event says it; null when it is none.</summary>
    internal Func<RecordedEvent, Guid?> CampaignOf { get; init; } = _ => null;

    /// <summary>The file name of the statement that reads one stream with the rights of an earlier day; null where
    /// today's alone count.</summary>
    internal string? StatementOfThatDay { get; init; }
}
