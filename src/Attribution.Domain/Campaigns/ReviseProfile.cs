using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Edits what analysts write about a campaign; the fields it does not name stay as they are.</summary>
public sealed record ReviseProfile(ProfileChanges Changes, string? Reason, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
    {
        var after = Changes.ApplyTo(open.Profile);
        return ProfileChanges.Between(open.Profile, after) is not { } effective
            ? Decision.Unchanged
            : (after.Problem(At) ?? Check.OptionalReason(Reason)) is { } problem
                ? problem
                : new CampaignEvent.ProfileRevised(effective, Reason, By, At);
    });
}
