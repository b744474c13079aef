using Attribution.EventStore;

namespace Attribution.App.History;

/// <summary>How streams of one kind are read and told to people.</summary>
/// <param name="Statement">The file name of the statement that reads the events of streams whose pages the caller may
/// see: today's rights.</param>
/// <param name="Tell">One of their events as people read it.</param>
internal sealed record HistoryKind(string Statement, Func<RecordedEvent, HistoryEntry> Tell)
{
    /// <summary>Whether the streams are campaigns, so that who reads them reads a campaign.</summary>
    internal bool IsOfCampaigns { get; init; }
}
