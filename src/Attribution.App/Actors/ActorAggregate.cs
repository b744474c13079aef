using System.Collections.Immutable;
using Attribution.App.Access;
using Attribution.App.Actors.ActorDetails;
using Attribution.App.Actors.ActorList;
using Attribution.App.Graph;
using Attribution.App.Lists;
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
            .TextArray("aliases", ActorSearch.Aliases)
            .Uuid("merged_into", view => view.MergedInto)
            .Timestamp("created_at", view => view.CreatedAt)
            .Timestamp("updated_at", view => view.UpdatedAt)
            .Label(view => view.Handling)
            .Text("name_folded", view => SearchText.Fold(view.Profile.Name))
            .TextArray("words", ActorSearch.Words)
            .TextArray("techniques", view => RecordFilters.WithParents(view.Techniques()))
            .Text("sophistication", view => view.Profile.Sophistication)
            .Text("motivation", view => view.Profile.Motivation)
            .Text("suspected_country", view => view.Profile.SuspectedCountry);

    internal static ViewProjection<ActorView, ActorEvent> Pages { get; } =
        new("ActorView", Table, ActorEventNames.Registry, ActorView.Evolve);

    internal static Aggregate<Actor, ActorView, ActorEvent> Definition { get; } = new(
        new StreamType<Actor, ActorEvent>(
            "actor", ActorEventNames.Registry, Actor.Initial, (state, happened, _) => state.Evolve(happened))
                .With(Pages),
        Pages,
        (caller, view) => Visibility.Allows(caller, new AccessRecord(view.Tenant, view.Handling)),
        ActorRejection.NotFound,
        Accompany);

    private static Accompaniment Accompany(
        FetchedStream<WithView<Actor, ActorView>> actor, ImmutableArray<ActorEvent> events, EventMetadata metadata) =>
        new([], [.. events.SelectMany((happened, at) => ActorEdges.Rows(
            actor.Id, actor.State.View, happened, actor.Version + at + 1, metadata.RecordedAt))]);
}
