using Attribution.Domain.Confidence;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;
using NodaTime;

namespace Attribution.App.Hypotheses.HypothesisDetails;

/// <summary>One confidence of a hypothesis, as the log tells it.</summary>
internal sealed record ConfidencePoint(Instant At, Assessment Confidence, string? Reason, string By, Guid EventId)
{
    internal static IReadOnlyList<ConfidencePoint> Of(IEnumerable<RecordedEvent> stream) =>
    [
        .. stream.Select(record => (Record: record, Event: HypothesisEventNames.Registry.Read(record)))
            .Where(pair => pair.Event is HypothesisEvent.ConfidenceRevised)
            .Select(pair => From(pair.Record, (HypothesisEvent.ConfidenceRevised)pair.Event)),
    ];

    private static ConfidencePoint From(RecordedEvent record, HypothesisEvent.ConfidenceRevised revised) =>
        new(record.RecordedAt, revised.Confidence, revised.Reason ?? record.Reason, revised.By.Id, record.Id);
}
