using Attribution.EventStore;

namespace Attribution.App.History;

/// <summary>A page as of a moment, while the events of its stream arrive.</summary>
/// <param name="moment">The moment.</param>
/// <param name="evolve">The page after one more event.</param>
/// <param name="correct">What happened later and holds for the past as well; null where nothing does.</param>
internal sealed class PastPage<TView>(
    Moment moment,
    Func<TView?, RecordedEvent, TView> evolve,
    Func<TView, IEnumerable<RecordedEvent>, TView>? correct)
    where TView : class
{
    private readonly List<RecordedEvent> _later = [];
    private TView? _view;
    private long _version;
    private bool _isOver;

    /// <summary>The page; null when there was none yet, and of a version that is still to come.</summary>
    internal TView? View => _view is null || moment.Version > _version
        ? null
        : correct?.Invoke(_view, _later) ?? _view;

    /// <summary>One more event, in the order of the stream.</summary>
    internal void Add(RecordedEvent happened)
    {
        _isOver = _isOver || !moment.Includes(happened);
        if (!_isOver)
        {
            (_view, _version) = (evolve(_view, happened), happened.Version);
        }
        else if (correct is not null)
        {
            _later.Add(happened);
        }
    }
}
