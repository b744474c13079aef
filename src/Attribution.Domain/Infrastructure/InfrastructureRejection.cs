namespace Attribution.Domain.Infrastructure;

/// <summary>Every refusal around the label of a piece of infrastructure.</summary>
public static class InfrastructureRejection
{
    public static Rejection AnalystRequired =>
        new("ANALYST_REQUIRED", "Only an analyst overrules the rules; a machine contributes what they are asked.");

    public static Rejection InvalidSubject =>
        new("INVALID_ID", "Name the indicator, observable or infrastructure by its STIX id.", "subject");

    public static Rejection InvalidRole =>
        new("INVALID_ROLE", "Use C2, STAGING, EXFILTRATION, DELIVERY, PROXY, CREDENTIAL_HARVEST or UNKNOWN.", "role");
}
