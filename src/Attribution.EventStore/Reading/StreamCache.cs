namespace Attribution.EventStore.Reading;

/// <summary>
/// The streams used last, folded: the next fetch reads only what was stored since. Never trusted alone - a fetch always
/// asks the database for newer events - so it can neither go stale nor has to be told of writes.
/// </summary>
internal sealed class StreamCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(StreamId Stream, object Type), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = [];

    internal FetchedStream<TState>? Find<TState>(StreamId stream, object type)
        where TState : class
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue((stream, type), out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return ((Entry<TState>)node.Value).Stream;
        }
    }

    internal void Keep<TState>(FetchedStream<TState> stream, object type)
        where TState : class
    {
        if (capacity == 0)
        {
            return;
        }

        var key = (stream.Id, type);
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var known))
            {
                if (((Entry<TState>)known.Value).Stream.Version >= stream.Version)
                {
                    return;
                }

                _byUse.Remove(known);
            }
            else if (_entries.Count == capacity)
            {
                _entries.Remove(_byUse.Last!.Value.Key);
                _byUse.RemoveLast();
            }

            _entries[key] = _byUse.AddFirst(new Entry<TState>(key, stream));
        }
    }

    private abstract record Entry((StreamId Stream, object Type) Key);

    private sealed record Entry<TState>((StreamId Stream, object Type) Key, FetchedStream<TState> Stream) : Entry(Key)
        where TState : class;
}
