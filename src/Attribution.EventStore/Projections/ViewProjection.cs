using System.Collections.Immutable;
using Attribution.EventStore.Rows;
using Attribution.EventStore.Views;

namespace Attribution.EventStore.Projections;

/// <summary>
/// One document for each stream, with the stream's UUID and the stream's version. Used inline, when the document is
/// stored by the commit that stores the events (<see cref="StreamType{TState, TEvent}.With{TView}"/>), or given to the
/// daemon; rebuilt by the same function either way.
/// </summary>
/// <typeparam name="TView">The document; immutable.</typeparam>
/// <typeparam name="TEvent">The base of its stream's events.</typeparam>
public sealed class ViewProjection<TView, TEvent> : Projection
    where TView : class
    where TEvent : class
{
    private readonly Func<TView?, TEvent, RecordedEvent, TView?> _evolve;

    /// <param name="name">Names it for ever.</param>
    /// <param name="table">Where its documents are.</param>
    /// <param name="events">The names of its stream's events.</param>
    /// <param name="evolve">The document after one more event; pure. It gets null before the first event and may answer
    /// null for no document. It uses nothing but the event and what is recorded of it: its position is not known yet
    /// (0) when it is used inline.</param>
    /// <param name="readsMetadata">Whether it looks at who, why, correlation, causation or headers. A rebuild reads
    /// less without; what is declared is enforced wherever the projection is used.</param>
    public ViewProjection(
        string name,
        ViewTable<TView> table,
        EventTypes<TEvent> events,
        Func<TView?, TEvent, RecordedEvent, TView?> evolve,
        bool readsMetadata = true)
        : base(name)
    {
        (Table, Events, _evolve, ReadsMetadata) = (table, events, evolve, readsMetadata);
        Read(events, only: null);
    }

    /// <summary>Where its documents are.</summary>
    public ViewTable<TView> Table { get; }

    /// <summary>Its streams, folded into the document alone: for reading what it was, which costs less than what
    /// decisions need.</summary>
    /// <param name="name">The kind of stream in storage.</param>
    public StreamType<WithView<object, TView>, TEvent> Alone(string name) => new StreamType<object, TEvent>(
        name, Events, new object(), (nothing, _, _) => nothing, readsMetadata: false).With(this);

    internal override ImmutableArray<RowTable> Tables => [Table.Table];

    /// <summary>The names of its stream's events.</summary>
    internal EventTypes<TEvent> Events { get; }

    /// <summary>The row that a commit stores beside the events of a stream.</summary>
    /// <param name="after">The stream after them, as <see cref="StreamType{TState, TEvent}.Append"/> answers
    /// it.</param>
    public RowSet Rows<TState>(FetchedStream<WithView<TState, TView>> after)
        where TState : class
    {
        var id = ViewId.Of(after.Id);
        return after.State.View is { } view && after.LastRecordedAt is { } at
            ? Table.Upsert(new StoredView<TView>(id, after.Version, at, view))
            : Table.Delete(id);
    }

    /// <summary>The document after one more event.</summary>
    internal TView? Evolve(TView? view, TEvent happened, RecordedEvent stored) =>
        _evolve(view, happened, ReadsMetadata || stored.IsBare ? stored : stored with { IsBare = true });

    internal override bool ReadsMetadata { get; }

    internal override bool RetriesWholeStreams => true;

    internal override ProjectionPage NewPage() => new Page(this);

    internal override StreamFold NewStreamFold() => new StreamFold<TView, TEvent>(Table, Events, _evolve);

    private sealed class Page(ViewProjection<TView, TEvent> projection)
        : ViewPage<TView>(projection.Table, foldsWholeStreams: true)
    {
        internal override void Add(RecordedEvent stored)
        {
            var happened = projection.Events.Read(stored);
            Add(
                stored,
                [ViewId.Of(stored.Stream)],
                stored.Version,
                (_, view) => projection._evolve(view, happened, stored));
        }
    }
}

/// <summary>What decisions need of a stream, and what people read of it, folded together.</summary>
/// <param name="State">The state.</param>
/// <param name="View">The document; null when there is none.</param>
public sealed record WithView<TState, TView>(TState State, TView? View)
    where TState : class
    where TView : class;
