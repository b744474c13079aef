using Attribution.Domain.Access;

namespace Attribution.Domain.Investigations;

/// <summary>Opens an investigation. Tenant, owner and author come from the caller's token.</summary>
public sealed record OpenInvestigation(
    Guid Id,
    TenantId Tenant,
    string Title,
    Handling Handling,
    Author By,
    Instant At) : ICommand<Investigation, InvestigationEvent>
{
    public Decision<InvestigationEvent> Decide(Investigation state) => state switch
    {
        Investigation.Unopened => Open(),
        Investigation.Open open when open.Id == Id && open.Title == Title?.Trim() => Decision.Unchanged,
        _ => InvestigationRejection.AlreadyExists,
    };

    private Decision<InvestigationEvent> Open()
    {
        var handling = Handling.Normalised(By);
        var problem = (Id == Guid.Empty ? InvestigationRejection.InvalidId : null)
            ?? (string.IsNullOrWhiteSpace(Tenant.Value) ? InvestigationRejection.TenantRequired : null)
            ?? Check.Name(Title, "title")
            ?? handling.Problem();
        return problem is not null
            ? problem
            : new InvestigationEvent.Opened(Id, Tenant, Title.Trim(), handling, By, At);
    }
}
