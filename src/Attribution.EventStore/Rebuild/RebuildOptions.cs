namespace Attribution.EventStore.Rebuild;

/// <summary>How a projection is rebuilt. Each limit has a default that fits a machine of two cores.</summary>
public sealed record RebuildOptions
{
    /// <summary>The types of events that this program can read although the projection does not; any other type ends
    /// the rebuild, because this program cannot know what it would change.</summary>
    public IReadOnlyCollection<string> OtherEventTypes { get; init; } = [];

    /// <summary>How many streams are folded side by side, each with two connections.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>How many events a worker reads with one statement, about.</summary>
    public int PartEventsMax { get; init; } = 50_000;

    /// <summary>How many events share a transaction where the order of the log is kept, and the most that may be left
    /// to catch up with while commits wait.</summary>
    public int PageEventsMax { get; init; } = 2_000;

    /// <summary>How long the exchange of the tables may make commits and readers wait before it stands back and tries
    /// again.</summary>
    public TimeSpan SwapPatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often it tries.</summary>
    public int SwapAttemptsMax { get; init; } = 60;
}

/// <summary>How far a rebuild is.</summary>
/// <param name="Projection">What is rebuilt.</param>
/// <param name="EventsDone">Events taken in so far.</param>
/// <param name="EventsTotal">Events there were when it began, and those it has caught up with since.</param>
/// <param name="EventsPerSecond">On average since it began.</param>
public sealed record RebuildProgress(string Projection, long EventsDone, long EventsTotal, double EventsPerSecond)
{
    /// <summary>About how long the events that are left will take; null before there is a rate.</summary>
    public TimeSpan? TimeLeft => EventsPerSecond > 0
        ? TimeSpan.FromSeconds(Math.Max(0, EventsTotal - EventsDone) / EventsPerSecond)
        : null;
}

/// <summary>What a rebuild did.</summary>
/// <param name="Projection">What was rebuilt.</param>
/// <param name="Events">Events taken in, of any type.</param>
/// <param name="Parked">Events that the projection could not apply; they replace those that were parked before.</param>
/// <param name="Position">The last event in the new tables.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record RebuildReport(string Projection, long Events, int Parked, long Position, TimeSpan Elapsed);

/// <summary>A projection could not be rebuilt. Its tables are as they were; the message says why and what to
/// do.</summary>
public sealed class RebuildFailed(string message, Exception? cause = null) : Exception(message, cause);
