using System.Diagnostics;
using Attribution.App.Storage;
using Attribution.Domain.Hypotheses;

namespace Attribution.App.Hypotheses.HypothesisHistory;

/// <summary>An event of a hypothesis as people read it: one sentence of facts, without what people wrote.</summary>
internal static class HypothesisStory
{
    internal static string Tell(HypothesisEvent happened) => happened switch
    {
        HypothesisEvent.Proposed e => $"Proposed that {e.ActorName} is behind it.",
        HypothesisEvent.EvidenceAdded { Evidence: var item } =>
            $"{(item.Stance is Stance.Supports ? "Supported" : "Contradicted")} by {item.Kind}, "
            + $"weight {item.Weight}, {item.Reliability}{item.Credibility}.",
        HypothesisEvent.EvidenceWithdrawn e => $"Withdrew item {e.Evidence}.",
        HypothesisEvent.EvidenceRated e => $"Rated item {e.Evidence} as {Spelling.Of(e.Consistency)}.",
        HypothesisEvent.ConfidenceRevised { Confidence: var confidence } =>
            $"Confidence is {confidence.Value}, {confidence.Label}.",
        HypothesisEvent.ReviewedByAnalyst e => $"Reviewed by {e.Analyst}.",
        HypothesisEvent.Resolved e => $"Resolved as {Spelling.Of(e.Resolution)}.",
        HypothesisEvent.Reopened => "Reopened.",
        _ => throw new UnreachableException($"No history tells what {happened.GetType().Name} does."),
    };

    /// <summary>Why, as far as the event says it.</summary>
    internal static string? Reason(HypothesisEvent happened) => happened switch
    {
        HypothesisEvent.EvidenceWithdrawn e => e.Reason,
        HypothesisEvent.EvidenceRated e => e.Reason,
        HypothesisEvent.ConfidenceRevised e => e.Reason,
        HypothesisEvent.ReviewedByAnalyst e => e.Note,
        HypothesisEvent.Resolved e => e.Reason,
        HypothesisEvent.Reopened e => e.Reason,
        _ => null,
    };
}
