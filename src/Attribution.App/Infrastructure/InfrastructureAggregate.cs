using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.App.Storage;
using Attribution.Domain.Access;
using Attribution.Domain.Infrastructure;
using Attribution.EventStore;
using Attribution.EventStore.Projections;
using Attribution.EventStore.Views;

namespace Attribution.App.Infrastructure;

/// <summary>How labels of infrastructure are stored: one stream for each subject and audience, see
/// <see cref="LabelId"/>.</summary>
internal static class InfrastructureAggregate
{
    internal static ViewTable<InfrastructureView> Table { get; } =
        new ViewTable<InfrastructureView>("infrastructureview", StoredJson.Contract.InfrastructureView)
            .Text("subject", view => view.Subject)
            .Text("role", view => Spelling.Of(view.Role))
            .Text("rule", view => Spelling.Of(view.Rule))
            .Timestamp("updated_at", view => view.UpdatedAt)
            .Label(view => view.Handling);

    internal static ViewProjection<InfrastructureView, InfrastructureEvent> Pages { get; } =
        new("InfrastructureView", Table, InfrastructureEventNames.Registry, InfrastructureView.Evolve);

    internal static Aggregate<InfrastructureLabel, InfrastructureView, InfrastructureEvent> Definition { get; } = new(
        new StreamType<InfrastructureLabel, InfrastructureEvent>(
            "infrastructure",
            InfrastructureEventNames.Registry,
            InfrastructureLabel.Initial,
            (state, happened, _) => state.Evolve(happened)).With(Pages),
        Pages,
        (caller, view) => Visibility.Allows(caller, new AccessRecord(view.Tenant, view.Handling)),
        InfrastructureRejection.NotFound,
        (_, _, _) => Accompaniment.None);
}
