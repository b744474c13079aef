namespace Attribution.Domain.Infrastructure;

/// <summary>What a piece of infrastructure is for.</summary>
public enum InfrastructureRole
{
    C2,
    Staging,
    Exfiltration,
    Delivery,
    Proxy,
    CredentialHarvest,
    Unknown,
}

/// <summary>The rule that decided a role, in the order in which they are asked.</summary>
public enum ClassificationRule
{
    AnalystLabel,
    InfrastructureType,
    KillChainPhase,
    Port,
    NothingKnown,
}
