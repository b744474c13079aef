using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Puts a campaign below another one, or moves it from one parent to the next.</summary>
public sealed record AssignParent(ParentLine Parent, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) =>
        state.IfOpen(open => Parent.ProblemAbove(open.Id) is { } problem
            ? problem
            : open.Parent == Parent.Id
                ? Decision.Unchanged
                : new CampaignEvent.ParentAssigned(Parent.Id, By, At));
}
