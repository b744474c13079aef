using Attribution.App.Access;
using Attribution.App.Investigations.InvestigationDetails;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Investigations;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;

namespace Attribution.App.Investigations;

/// <summary>How investigations are stored: stream type and page.</summary>
internal static class InvestigationAggregate
{
    internal static ViewTable<InvestigationView> Table { get; } =
        new ViewTable<InvestigationView>("investigationview", StoredJson.Contract.InvestigationView)
            .Text("state", view => Spelling.Of(view.State))
            .Timestamp("updated_at", view => view.UpdatedAt)
            .Label(view => view.Handling);

    internal static ViewProjection<InvestigationView, InvestigationEvent> Pages { get; } =
        new("InvestigationView", Table, InvestigationEventNames.Registry, InvestigationView.Evolve);

    internal static Aggregate<Investigation, InvestigationView, InvestigationEvent> Definition { get; } = new(
        new StreamType<Investigation, InvestigationEvent>(
            "investigation",
            InvestigationEventNames.Registry,
            Investigation.Initial,
            (state, happened, _) => state.Evolve(happened)).With(Pages),
        Pages,
        (caller, view) => Visibility.Allows(caller, new AccessRecord(view.Tenant, view.Handling)),
        InvestigationRejection.NotFound,
        (_, _, _) => Accompaniment.None);
}
