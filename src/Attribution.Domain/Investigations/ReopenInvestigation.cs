using Attribution.Domain.Access;

namespace Attribution.Domain.Investigations;

/// <summary>Takes up a closed investigation again.</summary>
public sealed record ReopenInvestigation(string Reason, Author By, Instant At)
    : ICommand<Investigation, InvestigationEvent>
{
    public Decision<InvestigationEvent> Decide(Investigation state) => state switch
    {
        Investigation.Unopened => InvestigationRejection.NotFound,
        Investigation.Open => Decision.Unchanged,
        _ => Check.Reason(Reason) is { } problem ? problem : new InvestigationEvent.Reopened(Reason, By, At),
    };
}
