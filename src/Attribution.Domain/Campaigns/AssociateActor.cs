using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>
/// Links an actor, which the caller found, to the campaign. Responsibility is not claimed by it: that is what a
/// hypothesis does.
/// </summary>
public sealed record AssociateActor(string Actor, Author By, Instant At) : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        ActorIds.Normalise(Actor) is not { } actor ? CampaignRejection.InvalidActor("actor")
        : open.Links.Actors.Contains(actor) ? Decision.Unchanged
        : new CampaignEvent.ActorAssociated(actor, By, At));
}
