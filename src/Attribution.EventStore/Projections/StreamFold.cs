using Attribution.EventStore.Rows;
using Attribution.EventStore.Views;
using NodaTime;

namespace Attribution.EventStore.Projections;

/// <summary>Whole streams, one behind the other, each folded into a document: nothing of a stream is kept once the next
/// one begins, so memory does not grow with the log.</summary>
internal abstract class StreamFold
{
    // Enough that making a row set costs little per document, few enough that documents die young.
    private protected const int DocumentsInSet = 64;

    /// <summary>The events that the projection's own function threw on.</summary>
    internal FailedEvents Failures { get; } = new();

    /// <summary>Folds the next event: of the same stream with the next version, or the first one of the next
    /// stream.</summary>
    /// <exception cref="UnreadableEvent">This program cannot read it.</exception>
    internal abstract void Add(RecordedEvent stored);

    /// <summary>Takes the finished documents once there are enough of them; null before.</summary>
    internal abstract RowSet? TakeFinished();

    /// <summary>Ends the last stream and takes what is left; null when nothing is.</summary>
    internal abstract RowSet? TakeRest();
}

/// <inheritdoc/>
internal sealed class StreamFold<TView, TEvent>(
    ViewTable<TView> table, EventTypes<TEvent> types, Func<TView?, TEvent, RecordedEvent, TView?> evolve) : StreamFold
    where TView : class
    where TEvent : class
{
    private readonly List<StoredView<TView>> _finished = [];
    private StreamId? _stream;
    private TView? _view;
    private long _version;
    private Instant _modifiedAt;

    internal override void Add(RecordedEvent stored)
    {
        if (_stream != stored.Stream)
        {
            EndStream();
            _stream = stored.Stream;
        }

        var happened = types.Read(stored);
        Failures.Try(stored, () =>
        {
            _view = evolve(_view, happened, stored);
            (_version, _modifiedAt) = (stored.Version, stored.RecordedAt);
        });
    }

    internal override RowSet? TakeFinished() => _finished.Count >= DocumentsInSet ? Take() : null;

    internal override RowSet? TakeRest()
    {
        EndStream();
        _stream = null;
        return _finished.Count > 0 ? Take() : null;
    }

    private RowSet Take()
    {
        var set = table.Upsert(_finished);
        _finished.Clear();
        return set;
    }

    private void EndStream()
    {
        if (_stream is { } stream && _view is not null)
        {
            _finished.Add(new StoredView<TView>(ViewId.Of(stream), _version, _modifiedAt, _view));
        }

        _view = null;
    }
}
