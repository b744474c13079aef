using Attribution.Domain.Access;

namespace Attribution.Domain.Campaigns;

/// <summary>Takes an associated actor off the campaign.</summary>
public sealed record DissociateActor(string Actor, string? Reason, Author By, Instant At)
    : ICommand<Campaign, CampaignEvent>
{
    public Decision<CampaignEvent> Decide(Campaign state) => state.IfOpen(open =>
        ActorIds.Normalise(Actor) is not { } actor ? CampaignRejection.InvalidActor("actor")
        : !open.Links.Actors.Contains(actor) ? Decision.Unchanged
        : Check.OptionalReason(Reason) is { } problem ? problem
        : new CampaignEvent.ActorDissociated(actor, Reason, By, At));
}
