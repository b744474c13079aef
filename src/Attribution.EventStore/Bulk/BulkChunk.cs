using Attribution.EventStore.Rows;

namespace Attribution.EventStore.Bulk;

/// <summary>Streams that are stored in one transaction.</summary>
internal sealed class BulkChunk
{
    private readonly HashSet<StreamId> _known = [];

    /// <summary>Names the chunk in the ledger of groups.</summary>
    internal Guid Id { get; } = Guid.CreateVersion7();

    internal List<NewStream> Streams { get; } = [];

    internal int Events { get; private set; }

    /// <summary>A stream that the input gives twice.</summary>
    internal StreamId? Repeated { get; private set; }

    /// <summary>The rows of other tables by shape: those of one list go into one table by one COPY.</summary>
    internal IEnumerable<IGrouping<string, RowSet>> RowSets =>
        Streams
        .SelectMany(stream => stream.Rows)
        .Where(set => set.Count > 0)
        .GroupBy(set => set.Shape, StringComparer.Ordinal);

    /// <summary>Takes streams until there are events enough; null when the input has ended.</summary>
    internal static async Task<BulkChunk?> ReadAsync(IAsyncEnumerator<NewStream> input, int eventsMax)
    {
        var chunk = new BulkChunk();
        while (chunk.Events < eventsMax && await input.MoveNextAsync())
        {
            chunk.Add(input.Current);
        }

        return chunk.Streams.Count == 0 ? null : chunk;
    }

    /// <summary>The stream and version of one of the chunk's events, by its place from 1.</summary>
    internal (StreamId Stream, long Version) EventAt(long place)
    {
        foreach (var stream in Streams)
        {
            if (place <= stream.Events.Length)
            {
                return (stream.Stream, place);
            }

            place -= stream.Events.Length;
        }

        throw new ArgumentOutOfRangeException(nameof(place), place, "The chunk has fewer events.");
    }

    private void Add(NewStream stream)
    {
        if (!_known.Add(stream.Stream))
        {
            Repeated ??= stream.Stream;
        }

        Streams.Add(stream);
        Events += stream.Events.Length;
    }
}
