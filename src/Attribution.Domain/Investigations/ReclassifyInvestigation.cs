using Attribution.Domain.Access;

namespace Attribution.Domain.Investigations;

/// <summary>Changes who may see an investigation, open or closed. The owner stays.</summary>
public sealed record ReclassifyInvestigation(Handling Handling, string Reason, Author By, Instant At)
    : ICommand<Investigation, InvestigationEvent>
{
    public Decision<InvestigationEvent> Decide(Investigation state) => state switch
    {
        Investigation.Open open => Reclassify(open),
        Investigation.Closed closed => Reclassify(closed.Last),
        _ => InvestigationRejection.NotFound,
    };

    private Decision<InvestigationEvent> Reclassify(Investigation.Open investigation) =>
        Handling.Normalised(By).ChangeFrom(investigation.Handling, Reason) switch
        {
            { Problem: { } problem } => problem,
            { To: { } handling } => new InvestigationEvent.Reclassified(handling, Reason, By, At),
            _ => Decision.Unchanged,
        };
}
