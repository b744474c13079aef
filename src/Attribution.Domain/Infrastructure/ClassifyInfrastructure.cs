using Attribution.Domain.Access;

namespace Attribution.Domain.Infrastructure;

/// <summary>Asks the rules for a role. An analyst's label stands above their answer.</summary>
public sealed record ClassifyInfrastructure(
    Guid Id,
    TenantId Tenant,
    string Subject,
    InfrastructureFacts Facts,
    Handling Handling,
    Author By,
    Instant At) : ICommand<InfrastructureLabel, InfrastructureEvent>
{
    public Decision<InfrastructureEvent> Decide(InfrastructureLabel state)
    {
        if ((Handling.Problem() ?? Facts.Problem()) is { } problem)
        {
            return problem;
        }

        // The author's own kind counts, whatever the facts claim.
        var classification = Classification.Of(Facts with { Source = By.Source.LoweredTo(Facts.Source) });
        return InfrastructureSubject.Normalise(Subject) is not { } subject ? InfrastructureRejection.InvalidSubject
            : state is InfrastructureLabel.ByAnalyst ? Decision.Unchanged
            : state is InfrastructureLabel.ByRule known && known.Classification == classification ? Decision.Unchanged
            : new InfrastructureEvent.Classified(
                Id, Tenant, subject, classification, Handling.Normalised(By), By, At);
    }
}
