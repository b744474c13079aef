using Attribution.App.Access;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Actors;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;

namespace Attribution.App.Actors;

/// <summary>How profiles of actors are stored.</summary>
internal static class ActorAggregate
{
    internal static ViewTable<ActorView> Table { get; } =
        new ViewTable<ActorView>("actorview", StoredJson.Contract.ActorView)
            .Text("actor", view => view.Actor)
            .Text("name", view => view.Profile.Name)
            .TextArray(
                "aliases", view => [.. view.Aliases.Select(alias => alias.Name).Distinct(StringComparer.Ordinal)])
            .Uuid("merged_into", view => view.MergedInto)
            .Timestamp("created_at", view => view.CreatedAt)
            .Timestamp("updated_at", view => view.UpdatedAt)
            .Label(view => view.Handling);

    internal static ViewProjection<ActorView, ActorEvent> Pages { get; } =
        new("ActorView", Table, ActorEventNames.Registry, ActorView.Evolve);

    internal static Aggregate<Actor, ActorView, ActorEvent> Definition { get; } = new(
        new StreamType<Actor, ActorEvent>(
            "actor", ActorEventNames.Registry, Actor.Initial, (state, happened, _) => state.Evolve(happened))
                .With(Pages),
        Pages,
        (caller, view) => Visibility.Allows(caller, new AccessRecord(view.Tenant, view.Handling)),
        ActorRejection.NotFound,
        (_, _, _) => Accompaniment.None);
}
