using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>What holds for the first event of every campaign, whichever door it comes through.</summary>
internal static class CampaignOpening
{
    private const int RandomIdVersion = 4;

    public static Rejection? Problem(Guid id, TenantId tenant, Handling handling) =>
        id.Version != RandomIdVersion ? CampaignRejection.InvalidId
        : string.IsNullOrWhiteSpace(tenant.Value) ? CampaignRejection.TenantRequired
        : handling.Problem();
}
