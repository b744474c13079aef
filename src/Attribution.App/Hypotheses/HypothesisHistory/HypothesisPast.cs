using Attribution.App.History;
using Attribution.App.Hypotheses.HypothesisDetails;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;

namespace Attribution.App.Hypotheses.HypothesisHistory;

/// <summary>What hypotheses were, and how they are told.</summary>
internal static class HypothesisPast
{
    internal static HistoryKind Kind { get; } = new("read_hypothesis_events", Tell)
    {
        CampaignOf = first => (HypothesisEventNames.Registry.Read(first) as HypothesisEvent.Proposed)?.Campaign,
        StatementOfThatDay = "read_hypothesis_events_of_that_day",
    };

    internal static PastPages<HypothesisView> Pages(PastEvents events) => new(
        events,
        Kind,
        (view, record) => HypothesisView.Evolve(view, HypothesisEventNames.Registry.Read(record), record));

    private static HistoryEntry Tell(RecordedEvent record)
    {
        var happened = HypothesisEventNames.Registry.Read(record);
        return HistoryEntry.Of(
            record, HypothesisStory.Tell(happened), happened.By.Id, HypothesisStory.Reason(happened));
    }
}
