namespace Attribution.Domain.Infrastructure;

/// <summary>Every refusal around the label of a piece of infrastructure.</summary>
public static class InfrastructureRejection
{
    public static Rejection AnalystRequired =>
        new("ANALYST_REQUIRED", "Only an analyst overrules the rules; a machine contributes what they are asked.");

    public static Rejection InvalidSubject =>
        new("INVALID_ID", "Name the indicator, observable or infrastructure by its STIX id.", "subject");

    public static Rejection NotFound =>
        new("INFRASTRUCTURE_NOT_FOUND", "Nothing that you may see is known about this infrastructure.", "subject");

    public static Rejection InvalidPort(string field) =>
        new("INVALID_PORT", "A port is a whole number from 0 to 65535.", field);

    public static Rejection InvalidRole =>
        new("INVALID_ROLE", "Use C2, STAGING, EXFILTRATION, DELIVERY, PROXY, CREDENTIAL_HARVEST or UNKNOWN.", "role");
}
