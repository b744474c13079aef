using Attribution.App.Storage;
using Attribution.Domain.Hypotheses;
using Attribution.EventStore;

namespace Attribution.App.Hypotheses;

/// <summary>The names of hypothesis events in storage. They are for ever: a class may be renamed, a name may
/// not.</summary>
internal static class HypothesisEventNames
{
    internal static EventTypes<HypothesisEvent> Registry { get; } = Register(StoredJson.Contract);

    private static EventTypes<HypothesisEvent> Register(StoredJson json) => new EventTypes<HypothesisEvent>()
        .Add("proposed", json.Proposed)
        .Add("evidence_added", json.EvidenceAdded)
        .Add("evidence_withdrawn", json.EvidenceWithdrawn)
        .Add("evidence_rated", json.EvidenceRated)
        .Add("confidence_revised", json.ConfidenceRevised)
        .Add("reviewed_by_analyst", json.ReviewedByAnalyst)
        .Add("resolved", json.Resolved)
        .Add("reopened", json.Reopened);
}
