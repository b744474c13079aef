using Attribution.Domain.Access;
using Attribution.Domain.Evidence;

namespace Attribution.Domain.Hypotheses;

/// <summary>
/// Says how an item of evidence fits this hypothesis, whichever one it was filed under: a cell of the matrix. The
/// score is made of weights and stays as it is.
/// </summary>
/// <param name="ExistsElsewhere">Whether the caller found the item under another hypothesis of the same
/// campaign.</param>
public sealed record RateEvidence(
    Guid Evidence,
    bool ExistsElsewhere,
    Consistency Consistency,
    string? Reason,
    Author By,
    Instant At) : ICommand<Hypothesis, HypothesisEvent>
{
    public Decision<HypothesisEvent> Decide(Hypothesis state) => state.IfOpen(open =>
        !Enum.IsDefined(Consistency) ? HypothesisRejection.InvalidConsistency
        : !ExistsElsewhere && !open.Standing.Evidence.ContainsKey(Evidence) ? HypothesisRejection.EvidenceNotFound
        : open.Ratings.TryGetValue(Evidence, out var rating) && rating == Consistency ? Decision.Unchanged
        : Check.OptionalReason(Reason) is { } problem ? problem
        : new HypothesisEvent.EvidenceRated(Evidence, Consistency, Reason, By, At));
}
