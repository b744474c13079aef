using Attribution.Domain.Access;

namespace Attribution.Domain.Investigations;

/// <summary>Closes an investigation; its links stay.</summary>
public sealed record CloseInvestigation(string Reason, Author By, Instant At)
    : ICommand<Investigation, InvestigationEvent>
{
    public Decision<InvestigationEvent> Decide(Investigation state) => state switch
    {
        Investigation.Unopened => InvestigationRejection.NotFound,
        Investigation.Closed => Decision.Unchanged,
        _ => Check.Reason(Reason) is { } problem ? problem : new InvestigationEvent.Closed(Reason, By, At),
    };
}
