using Attribution.Domain.Access;

namespace Attribution.Domain.Hypotheses;

/// <summary>
/// Takes up a resolved hypothesis again. What machines contributed stays under the ceiling as it was.
/// </summary>
public sealed record ReopenHypothesis(string Reason, Author By, Instant At) : ICommand<Hypothesis, HypothesisEvent>
{
    public Decision<HypothesisEvent> Decide(Hypothesis state) => state switch
    {
        Hypothesis.Unproposed => HypothesisRejection.NotFound,
        Hypothesis.Open => Decision.Unchanged,
        _ when By.Source.IsMachine() => HypothesisRejection.AnalystRequired,
        _ when Check.Reason(Reason) is { } problem => problem,
        _ => new HypothesisEvent.Reopened(Reason, By, At),
    };
}
