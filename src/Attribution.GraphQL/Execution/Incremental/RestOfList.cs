namespace Attribution.GraphQL.Execution;

/// <summary>The items of a streamed list that the response does not have yet, taken piece by piece.</summary>
internal abstract class RestOfList<T>
{
    /// <summary>How many items a piece has at most: enough to load them together, few enough to come soon.</summary>
    public const int MaxPiece = 100;

    /// <summary>The piece taken last.</summary>
    public IReadOnlyList<T> Piece { get; protected set; } = [];

    /// <summary>The place of its first item in the list.</summary>
    public int FirstIndex { get; private set; }

    /// <summary>The place of its first object among those gathered for loading.</summary>
    public int FirstChild { get; set; }

    /// <summary>Why no more items came; null while nothing is wrong.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether there may be items behind the piece.</summary>
    public abstract bool HasMore { get; }

    /// <summary>Takes the next piece: none when the list has ended, or broken.</summary>
    /// <param name="state">The run: when it is called off, so is this.</param>
    public async ValueTask TakeAsync(ExecutionState state)
    {
        FirstIndex += Piece.Count;
        Piece = [];
        try
        {
            await TakeAsync();
        }
        catch (Exception exception) when (!state.IsCancelled)
        {
            Failure = exception;
        }
    }

    protected abstract ValueTask TakeAsync();

    protected void StartAt(int index) => FirstIndex = index;
}

/// <summary>The rest of a list that is in memory: what waits is loaded below its items, piece by piece.</summary>
internal sealed class RestOfLoaded<T> : RestOfList<T>
{
    private readonly IReadOnlyList<T> _items;
    private int _next;

    public RestOfLoaded(IReadOnlyList<T> items, int start)
    {
        (_items, _next) = (items, start);
        StartAt(start);
    }

    public override bool HasMore => _next < _items.Count;

    protected override ValueTask TakeAsync()
    {
        var piece = new T[Math.Min(MaxPiece, _items.Count - _next)];
        for (var index = 0; index < piece.Length; index++)
        {
            piece[index] = _items[_next++];
        }

        Piece = piece;
        return default;
    }
}

/// <summary>The rest of a list whose items arrive one by one: a piece has what is there when it is asked for, and waits
/// for the first of them only.</summary>
internal sealed class RestOfSource<T>(IAsyncEnumerator<T> source) : RestOfList<T>, IAsyncDisposable
{
    private Task<bool>? _next;

    public override bool HasMore => _next is not { IsCompletedSuccessfully: true, Result: false };

    /// <summary>Takes the items that the response begins with; fewer when the list has no more.</summary>
    public async ValueTask<IReadOnlyList<T>> TakeFirstAsync(int count)
    {
        var items = new List<T>();
        while (items.Count < count && await NextAsync())
        {
            items.Add(TakeCurrent());
        }

        // A list that is known to have ended need not be announced.
        _ = NextAsync();
        StartAt(items.Count);
        return items;
    }

    /// <summary>Closes the source, which the run's end has told to stop.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_next is not null)
        {
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await source.DisposeAsync();
    }

    protected override async ValueTask TakeAsync()
    {
        var piece = new List<T>();
        Piece = piece;
        do
        {
            if (!await NextAsync())
            {
                return;
            }

            piece.Add(TakeCurrent());
        }
        while (piece.Count < MaxPiece && NextAsync().IsCompletedSuccessfully);
    }

    private Task<bool> NextAsync() => _next ??= source.MoveNextAsync().AsTask();

    private T TakeCurrent()
    {
        _next = null;
        return source.Current;
    }
}
