using Attribution.Domain.Access;

namespace Attribution.Domain.Infrastructure;

/// <summary>An analyst says what the infrastructure is for.</summary>
public sealed record RelabelInfrastructure(
    Guid Id,
    TenantId Tenant,
    string Subject,
    InfrastructureRole Role,
    string Reason,
    Author By,
    Instant At) : ICommand<InfrastructureLabel, InfrastructureEvent>
{
    public Decision<InfrastructureEvent> Decide(InfrastructureLabel state) =>
        By.Source.IsMachine() ? InfrastructureRejection.AnalystRequired
        : !StixId.TryParse(Subject, out _, out _) ? InfrastructureRejection.InvalidSubject
        : !Enum.IsDefined(Role) ? InfrastructureRejection.InvalidRole
        : state is InfrastructureLabel.ByAnalyst known && known.Role == Role ? Decision.Unchanged
        : Check.Reason(Reason) is { } problem ? problem
        : new InfrastructureEvent.Relabelled(Id, Tenant, Subject, Role, Reason, By, At);
}
