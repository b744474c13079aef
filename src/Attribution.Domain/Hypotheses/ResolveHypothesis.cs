using Attribution.Domain.Access;

namespace Attribution.Domain.Hypotheses;

/// <summary>Closes an open hypothesis with an answer. A machine never answers SUPPORTED.</summary>
public sealed record ResolveHypothesis(Resolution Resolution, string Reason, Author By, Instant At)
    : ICommand<Hypothesis, HypothesisEvent>
{
    public Decision<HypothesisEvent> Decide(Hypothesis state) => state switch
    {
        _ when !Enum.IsDefined(Resolution) => HypothesisRejection.NotAResolution,
        Hypothesis.Resolved resolved when resolved.Resolution == Resolution => Decision.Unchanged,
        _ => state.IfOpen(Resolve),
    };

    private Decision<HypothesisEvent> Resolve(Hypothesis.Open open) =>
        Resolution is Resolution.Supported && By.Source.IsMachine() ? HypothesisRejection.AnalystRequired
        : Resolution is Resolution.Supported && open.Standing.Tally.SupportingItems == 0
            ? HypothesisRejection.NotSupportedByEvidence
        : Check.Reason(Reason) is { } problem ? problem
        : new HypothesisEvent.Resolved(Resolution, Reason, By, At);
}
