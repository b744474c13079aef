using Attribution.App.Storage;
using Attribution.Domain.Infrastructure;
using Attribution.EventStore;

namespace Attribution.App.Infrastructure;

/// <summary>The names of infrastructure events in storage. They are for ever.</summary>
internal static class InfrastructureEventNames
{
    internal static EventTypes<InfrastructureEvent> Registry { get; } = new EventTypes<InfrastructureEvent>()
        .Add("infrastructure_classified", StoredJson.Contract.Classified)
        .Add("infrastructure_relabelled", StoredJson.Contract.Relabelled);
}
