using Attribution.App.Storage;
using Attribution.Domain.Investigations;
using Attribution.EventStore;

namespace Attribution.App.Investigations;

/// <summary>The names of investigation events in storage. They are for ever: a class may be renamed, a name may
/// not. The log knows an event by its name alone, so a name that another kind has already carries its own.</summary>
internal static class InvestigationEventNames
{
    internal static EventTypes<InvestigationEvent> Registry { get; } = Register(StoredJson.Contract);

    private static EventTypes<InvestigationEvent> Register(StoredJson json) => new EventTypes<InvestigationEvent>()
        .Add("investigation_opened", json.InvestigationOpened)
        .Add("investigation_retitled", json.InvestigationRetitled)
        .Add("investigation_closed", json.InvestigationClosed)
        .Add("investigation_reopened", json.InvestigationReopened)
        .Add("investigation_reclassified", json.InvestigationReclassified);
}
