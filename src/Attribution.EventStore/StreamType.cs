using System.Collections.Immutable;
using Attribution.EventStore.Projections;
using NodaTime;

namespace Attribution.EventStore;

/// <summary>
/// A kind of stream and what it is folded into: the state that decisions need, or a view that people read.
/// </summary>
/// <typeparam name="TState">What the stream is folded into; immutable.</typeparam>
/// <typeparam name="TEvent">The base of its events.</typeparam>
/// <param name="name">The kind in storage, in snake case: <c>campaign</c>.</param>
/// <param name="events">The names of its events.</param>
/// <param name="initial">The state before the first event.</param>
/// <param name="evolve">The state after one more event; pure, and never refuses an event that was stored.</param>
/// <param name="readsMetadata">Whether it looks at who, why, correlation, causation or headers. A fold reads less
/// without; what is declared is enforced.</param>
public sealed class StreamType<TState, TEvent>(
    string name,
    EventTypes<TEvent> events,
    TState initial,
    Func<TState, TEvent, RecordedEvent, TState> evolve,
    bool readsMetadata = true)
    where TState : class
    where TEvent : class
{
    /// <summary>The kind in storage.</summary>
    public string Name { get; } = name;

    /// <summary>The names of its events.</summary>
    public EventTypes<TEvent> Events { get; } = events;

    internal bool ReadsMetadata { get; } = readsMetadata;

    /// <summary>The same stream, folded into this state and a view beside it, so that a commit can store the view with
    /// the events (<see cref="ViewProjection{TView, TEvent}.Rows"/>).</summary>
    public StreamType<WithView<TState, TView>, TEvent> With<TView>(ViewProjection<TView, TEvent> view)
        where TView : class => new(
            Name,
            Events,
            new WithView<TState, TView>(initial, null),
            (folded, happened, stored) => new(
                evolve(folded.State, happened, stored), view.Evolve(folded.View, happened, stored)),
            ReadsMetadata || view.ReadsMetadata);

    /// <summary>A stream that has no events yet: what a command decides on that starts one.</summary>
    public FetchedStream<TState> Unstarted(StreamId stream) => new(stream, 0, initial, null);

    /// <summary>The stream after one more stored event.</summary>
    /// <exception cref="UnreadableEvent">The event cannot be read.</exception>
    public FetchedStream<TState> Evolve(FetchedStream<TState> stream, RecordedEvent stored) => new(
        stream.Id, stored.Version, evolve(stream.State, Events.Read(stored), stored), stored.RecordedAt);

    /// <summary>The stream after events that are about to be stored, and the append that stores them.</summary>
    /// <param name="stream">As it was fetched; the append expects it to be still at that version.</param>
    /// <param name="happened">The events, at least one, each with its UUID.</param>
    /// <param name="metadata">When, by whom, why. A time before the stream's last event is moved up to it, so that time
    /// never runs backwards within a stream, whatever the clocks of several machines say.</param>
    public (StreamAppend Append, FetchedStream<TState> After) Append(
        FetchedStream<TState> stream, IReadOnlyList<(Guid Id, TEvent Event)> happened, EventMetadata metadata)
    {
        var recordedAt = Microseconds.ToInstant(Microseconds.ToDateTime(metadata.RecordedAt));
        metadata = metadata with
        {
            RecordedAt = stream.LastRecordedAt is { } last ? Instant.Max(last, recordedAt) : recordedAt,
        };
        var data = ImmutableArray.CreateBuilder<EventData>(happened.Count);
        var after = stream;
        var headers = EventHeaders.Write(metadata);
        foreach (var (id, @event) in happened)
        {
            data.Add(Events.Write(id, @event));
            var record = new RecordedEvent(
                0, stream.Id, after.Version + 1, id, data[^1].Type, data[^1].Json, metadata.RecordedAt)
            {
                CorrelationId = metadata.CorrelationId,
                CausationId = metadata.CausationId,
                HeadersJson = headers,
                IsBare = !ReadsMetadata,
            };
            after = new(stream.Id, record.Version, evolve(after.State, @event, record), record.RecordedAt);
        }

        var append = new StreamAppend(
            stream.Id, Name, ExpectedVersion.Exactly(stream.Version), data.MoveToImmutable(), metadata);
        return (append, after);
    }
}

/// <summary>A stream folded up to a version.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Version">How many events were folded; 0 when the stream does not exist.</param>
/// <param name="State">What they make.</param>
/// <param name="LastRecordedAt">When the last of them was recorded; null when there is none.</param>
public sealed record FetchedStream<TState>(StreamId Id, long Version, TState State, Instant? LastRecordedAt)
    where TState : class;
