using Attribution.Domain.Access;
using Attribution.Domain.Campaigns;

namespace Attribution.Domain.Actors;

/// <summary>Opens an organisation's profile of an actor. Tenant, owner and author come from the caller's
/// token.</summary>
/// <param name="Actor">STIX id. The one a cluster hints at follows from its label, so that both meet here.</param>
public sealed record RegisterActor(
    string Actor,
    TenantId Tenant,
    ActorProfile Profile,
    Handling Handling,
    Author By,
    Instant At) : ICommand<Actor, ActorEvent>
{
    private static readonly Guid Space = new("0b7c2f64-43f1-5d0c-9c55-2f3d1a8e6b90");

    /// <summary>
    /// The id of an organisation's profile of an actor. It follows from both, so one organisation never has two
    /// profiles of one actor, and that another has one - which may be hidden from it - never stands in its way.
    /// </summary>
    public static Guid ProfileIdFor(OrganisationId owner, string actor) =>
        NameBasedId.Create(Space, $"{owner.Value}\n{ActorIds.Normalise(actor) ?? actor}");

    public Decision<ActorEvent> Decide(Actor state) => state switch
    {
        Actors.Actor.Unregistered => Register(),
        Actors.Actor.Known known when known.Profile == Profile.Normalised() => Decision.Unchanged,
        _ => ActorRejection.AlreadyExists,
    };

    private Decision<ActorEvent> Register()
    {
        var (profile, handling) = (Profile.Normalised(), Handling.Normalised(By));
        return ActorIds.Normalise(Actor) is not { } actor
            ? ActorRejection.InvalidId
            : string.IsNullOrWhiteSpace(Tenant.Value)
                ? ActorRejection.TenantRequired
                : (profile.Problem() ?? handling.Problem()) is { } problem
                    ? problem
                    : new ActorEvent.Registered(
                        ProfileIdFor(handling.Owner, actor), Tenant, actor, profile, handling, By, At);
    }
}
