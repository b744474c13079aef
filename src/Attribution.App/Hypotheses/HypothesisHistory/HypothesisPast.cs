using Attribution.App.History;

namespace Attribution.App.Hypotheses.HypothesisHistory;

/// <summary>How hypotheses are told.</summary>
internal static class HypothesisPast
{
    internal static HistoryKind Kind(HypothesisQueries hypotheses) => new(
        HypothesisAggregate.Definition.Streams.Name,
        record =>
        {
            var happened = HypothesisEventNames.Registry.Read(record);
            return HistoryEntry.Of(
                record, HypothesisStory.Tell(happened), happened.By.Id, HypothesisStory.Reason(happened));
        },
        async (caller, id, cancellation) => (await hypotheses.FindAsync(caller, [id], cancellation)).Count > 0);
}
