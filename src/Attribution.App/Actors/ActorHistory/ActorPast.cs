using Attribution.App.Actors.ActorDetails;
using Attribution.App.History;
using Attribution.EventStore;

namespace Attribution.App.Actors.ActorHistory;

/// <summary>What profiles of actors were, and how they are told.</summary>
internal static class ActorPast
{
    internal static HistoryKind Kind { get; } = new("read_actor_events", Tell);

    internal static PastPages<ActorView> Pages(PastEvents events) => new(
        events, Kind, (view, record) => ActorView.Evolve(view, ActorEventNames.Registry.Read(record), record));

    private static HistoryEntry Tell(RecordedEvent record)
    {
        var happened = ActorEventNames.Registry.Read(record);
        return HistoryEntry.Of(record, ActorStory.Tell(happened), happened.By.Id, ActorStory.Reason(happened));
    }
}
