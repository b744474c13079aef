namespace Attribution.EventStore.Daemon;

/// <summary>The limits of a daemon. Each has a default that fits a machine of two cores.</summary>
public sealed record ProjectionDaemonOptions
{
    /// <summary>How many events are applied in one database transaction at most.</summary>
    public int PageEventsMax { get; init; } = 500;

    /// <summary>How long events gather after a page that was not full: a busy log is applied in fewer and larger
    /// transactions, and an idle one as soon as something is stored.</summary>
    public TimeSpan GatherInterval { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How long the daemon waits for a signal before it looks by itself.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a process that waits to take over a projection lets pass between two attempts.</summary>
    public TimeSpan LeaseInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The types of events that this program can read although none of the projections does. Any other type stops a
    /// projection that comes to it: it was stored by a newer program, and this one cannot know what it would change.
    /// </summary>
    public IReadOnlyCollection<string> OtherEventTypes { get; init; } = [];
}
