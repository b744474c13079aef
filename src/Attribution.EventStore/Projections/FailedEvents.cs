namespace Attribution.EventStore.Projections;

/// <summary>An event that a projection could not apply, and why.</summary>
internal sealed record FailedEvent(RecordedEvent Event, Exception Error);

/// <summary>The events that a projection's own code threw on: they are parked with the reason, and the others go
/// on.</summary>
internal sealed class FailedEvents
{
    private readonly List<FailedEvent> _all = [];

    internal IReadOnlyList<FailedEvent> All => _all;

    internal void Add(FailedEvent failed) => _all.Add(failed);

    /// <summary>Runs a projection's own code on an event. Whatever it throws belongs to this one event.</summary>
    internal void Try(RecordedEvent stored, Action apply)
    {
        try
        {
            apply();
        }
        catch (Exception error)
        {
            _all.Add(new FailedEvent(stored, error));
        }
    }
}
