using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Actors;

/// <summary>Opens a profile for an actor. Tenant, owner and author come from the caller's token.</summary>
/// <param name="Actor">STIX id. The one a cluster hints at follows from its label, so that both meet here.</param>
public sealed record RegisterActor(
    string Actor,
    TenantId Tenant,
    ActorProfile Profile,
    Handling Handling,
    Author By,
    Instant At) : ICommand<Actor, ActorEvent>
{
    public Decision<ActorEvent> Decide(Actor state) => state switch
    {
        Actors.Actor.Unregistered => Register(),
        Actors.Actor.Known known when known.Profile == Profile.Normalised() => Decision.Unchanged,
        _ => ActorRejection.AlreadyExists,
    };

    private Decision<ActorEvent> Register()
    {
        var (profile, handling) = (Profile.Normalised(), Handling.Normalised(By));
        return ActorIds.Normalise(Actor) is not { } actor || !StixId.TryParse(actor, out _, out var id)
            ? ActorRejection.InvalidId
            : string.IsNullOrWhiteSpace(Tenant.Value)
                ? ActorRejection.TenantRequired
                : (profile.Problem() ?? handling.Problem()) is { } problem
                    ? problem
                    : new ActorEvent.Registered(id, Tenant, actor, profile, handling, By, At);
    }
}
