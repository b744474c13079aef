namespace Attribution.Domain.Access;

/// <summary>Every refusal that the caller's rights can cause. None of them says anything about a record.</summary>
public static class AccessRejection
{
    public static Rejection Forbidden => new("FORBIDDEN", "Your role does not include this.");

    public static Rejection ForeignTenant => new("FORBIDDEN", "You can only write within your own tenant.", "tenant");

    public static Rejection ForeignOrganisation =>
        new("FORBIDDEN", "You can only write records of your own organisation.", "organisation");

    public static Rejection AboveClearance =>
        new("ABOVE_CLEARANCE", "You cannot classify above your own clearance.", "classification");

    public static Rejection OwnerRequired =>
        new("OWNER_REQUIRED", "A record belongs to an organisation; the token names none.", "organisation");

    public static Rejection OwnerIsFixed =>
        new("OWNER_FIXED", "The owning organisation is set with a record's first event and stays.", "organisation");

    public static Rejection InvalidClassification =>
        new("INVALID_CLASSIFICATION", "Use a TLP label of FIRST 2.0.", "classification");

    public static Rejection SuperuserRequired =>
        new("FORBIDDEN", "Only a superuser crosses tenants, and only by saying so.");
}
