using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Opens a campaign by hand. Tenant, owner and author come from the caller's token.</summary>
public sealed record CreateCampaign(
    Guid Id,
    TenantId Tenant,
    CampaignProfile Profile,
    ParentLine? Parent,
    Handling Handling,
    Author By,
    Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state)
    {
        var (profile, handling) = (Profile.Normalised(), Handling.Normalised(By));
        if (state is not Campaign.Unopened)
        {
            return IsWhatHappened(state, profile, handling) ? Decision.Unchanged : CampaignRejection.AlreadyExists;
        }

        var problem = CampaignOpening.Problem(Id, Tenant, handling)
            ?? profile.Problem(At)
            ?? Parent?.ProblemAbove(Id);
        return problem is not null
            ? problem
            : new CampaignEvent.Created(Id, Tenant, profile, Parent?.Id, handling, By, At);
    }

    private bool IsWhatHappened(Campaign state, CampaignProfile profile, Handling handling) =>
        state is Campaign.Open open
        && open.Id == Id
        && open.Parent == Parent?.Id
        && open.Handling.IsSameAs(handling)
        && ProfileChanges.Between(open.Profile, profile) is null;
}
