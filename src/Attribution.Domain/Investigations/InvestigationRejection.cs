namespace Attribution.Domain.Investigations;

/// <summary>Every refusal that the state of an investigation can cause.</summary>
public static class InvestigationRejection
{
    public static Rejection NotFound => new("INVESTIGATION_NOT_FOUND", "There is no such investigation.");

    public static Rejection AlreadyExists =>
        new("INVESTIGATION_EXISTS", "Another investigation has this id; choose a new one.", "id");

    public static Rejection Closed => new("INVESTIGATION_CLOSED", "The investigation is closed; reopen it first.");

    public static Rejection InvalidId => new("INVALID_ID", "An investigation needs an id of its own.", "id");

    public static Rejection TenantRequired => new("TENANT_REQUIRED", "The token names no tenant.", "tenant");
}
