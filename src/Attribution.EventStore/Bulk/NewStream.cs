using System.Collections.Immutable;
using Attribution.EventStore.Rows;

namespace Attribution.EventStore.Bulk;

/// <summary>One event of a stream that is loaded whole: imported history has its own time and its own people.</summary>
/// <param name="Data">What happened.</param>
/// <param name="Metadata">When, by whom, why.</param>
public sealed record NewEvent(EventData Data, EventMetadata Metadata);

/// <summary>A whole stream that does not exist yet.</summary>
public sealed record NewStream
{
    /// <param name="stream">The stream.</param>
    /// <param name="streamType">Its kind, in snake case.</param>
    /// <param name="events">Its events from version 1, in order; at least one.</param>
    /// <param name="rows">Rows of other tables that go with it, such as its views; they must be new as well.</param>
    /// <exception cref="ArgumentException">There are no events, or rows are to be deleted or ruled out.</exception>
    public NewStream(
        StreamId stream, string streamType, ImmutableArray<NewEvent> events, params ImmutableArray<RowSet> rows)
    {
        if (events.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"Stream {stream} has no events.", nameof(events));
        }

        if (rows.Any(set => set.Change is RowChange.Delete or RowChange.ExpectNone))
        {
            throw new ArgumentException("A bulk load only adds rows.", nameof(rows));
        }

        (Stream, StreamType, Events, Rows) = (stream, streamType, events, rows);
    }

    /// <summary>The stream.</summary>
    public StreamId Stream { get; }

    /// <summary>Its kind, in snake case.</summary>
    public string StreamType { get; }

    /// <summary>Its events from version 1, in order.</summary>
    public ImmutableArray<NewEvent> Events { get; }

    /// <summary>Rows of other tables that go with it.</summary>
    public ImmutableArray<RowSet> Rows { get; }
}
