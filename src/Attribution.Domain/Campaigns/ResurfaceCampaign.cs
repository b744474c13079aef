using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Opens a new campaign below a concluded one that shows itself again.</summary>
public sealed record ResurfaceCampaign(
    Guid Id,
    TenantId Tenant,
    ParentLine Concluded,
    CampaignProfile Profile,
    Handling Handling,
    Author By,
    Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) =>
        Concluded.Status is { } status && status is not CampaignStatus.Concluded
            ? CampaignRejection.NotConcluded
            : new CreateCampaign(Id, Tenant, Profile, Concluded, Handling, By, At).Decide(state);
}
