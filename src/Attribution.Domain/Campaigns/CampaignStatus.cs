namespace Attribution.Domain.Campaigns;

public enum CampaignStatus
{
    Suspected,
    Active,
    Dormant,
    Concluded,
}

public enum ThreatLevel
{
    Low,
    Medium,
    High,
    Critical,
}
