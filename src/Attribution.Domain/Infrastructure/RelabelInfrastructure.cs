using Attribution.Domain.Access;

namespace Attribution.Domain.Infrastructure;

/// <summary>An analyst says what the infrastructure is for.</summary>
public sealed record RelabelInfrastructure(
    Guid Id,
    TenantId Tenant,
    string Subject,
    InfrastructureRole Role,
    string Reason,
    Handling Handling,
    Author By,
    Instant At) : ICommand<InfrastructureLabel, InfrastructureEvent>
{
    public Decision<InfrastructureEvent> Decide(InfrastructureLabel state) =>
        By.Source.IsMachine() ? InfrastructureRejection.AnalystRequired
        : InfrastructureSubject.Normalise(Subject) is not { } subject ? InfrastructureRejection.InvalidSubject
        : !Enum.IsDefined(Role) ? InfrastructureRejection.InvalidRole
        : Handling.Problem() is { } unhandled ? unhandled
        : state is InfrastructureLabel.ByAnalyst known && known.Role == Role ? Decision.Unchanged
        : Check.Reason(Reason) is { } problem ? problem
        : new InfrastructureEvent.Relabelled(Id, Tenant, subject, Role, Reason, Handling.Normalised(By), By, At);
}
