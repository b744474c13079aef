using Attribution.Domain.Access;

namespace Attribution.Domain.Infrastructure;

/// <summary>Asks the rules for a role. An analyst's label stands above their answer.</summary>
public sealed record ClassifyInfrastructure(
    Guid Id,
    TenantId Tenant,
    string Subject,
    InfrastructureFacts Facts,
    Author By,
    Instant At) : ICommand<InfrastructureLabel, InfrastructureEvent>
{
    public Decision<InfrastructureEvent> Decide(InfrastructureLabel state)
    {
        // The author's own kind counts, whatever the facts claim.
        var classification = Classification.Of(Facts with { Source = By.Source.LoweredTo(Facts.Source) });
        return !StixId.TryParse(Subject, out _, out _) ? InfrastructureRejection.InvalidSubject
            : state is InfrastructureLabel.ByAnalyst ? Decision.Unchanged
            : state is InfrastructureLabel.ByRule known && known.Classification == classification ? Decision.Unchanged
            : new InfrastructureEvent.Classified(Id, Tenant, Subject, classification, By, At);
    }
}
