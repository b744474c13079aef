using Attribution.Domain.Access;

namespace Attribution.Domain.Investigations;

/// <summary>Gives an open investigation another title.</summary>
public sealed record RetitleInvestigation(string Title, Author By, Instant At)
    : ICommand<Investigation, InvestigationEvent>
{
    public Decision<InvestigationEvent> Decide(Investigation state) => state switch
    {
        Investigation.Unopened => InvestigationRejection.NotFound,
        Investigation.Open open when open.Title == Title?.Trim() => Decision.Unchanged,
        Investigation.Open => Check.Name(Title, "title") is { } problem
            ? problem
            : new InvestigationEvent.Retitled(Title!.Trim(), By, At),
        _ => InvestigationRejection.Closed,
    };
}
