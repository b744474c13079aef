namespace Attribution.EventStore.Daemon;

/// <summary>What a daemon does about a projection.</summary>
public enum ProjectionState
{
    /// <summary>Another process runs it, or the database is away; this one takes over when it can.</summary>
    Waiting,

    /// <summary>This process runs it.</summary>
    Running,

    /// <summary>This process makes its tables anew; they are kept up to date meanwhile.</summary>
    Rebuilding,

    /// <summary>It cannot go on in this process, for the reason given, until <see cref="ProjectionDaemon.Resume"/>.
    /// Another process may run it.</summary>
    Stopped,
}

/// <summary>How a projection is doing.</summary>
/// <param name="Name">The projection.</param>
/// <param name="State">What this process does about it.</param>
/// <param name="Position">The last event it has taken in, whichever process did.</param>
/// <param name="HighWaterMark">The position of the newest event known.</param>
/// <param name="EventsPerSecond">What this process applied lately.</param>
/// <param name="LastError">What went wrong last and what to do; null when nothing has since it last went well.</param>
public sealed record ProjectionStatus(
    string Name, ProjectionState State, long Position, long HighWaterMark, double EventsPerSecond, string? LastError)
{
    /// <summary>How many positions it is behind; more than the events it lacks, because positions have gaps.</summary>
    public long Lag => Math.Max(0, HighWaterMark - Position);
}
