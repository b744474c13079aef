namespace Attribution.EventStore.Bulk;

/// <summary>
/// A bulk load ended early. What had been stored stays, and is named; of the chunk that failed nothing is stored,
/// unless
/// <see cref="ChunkMayBeStored"/> says so. To go on, mend the cause and load the same input from behind
/// <see cref="Stored"/>.
/// </summary>
public sealed class BulkLoadStopped : Exception
{
    internal BulkLoadStopped(
        string message,
        BulkProgress stored,
        StreamId? stream = null,
        bool chunkMayBeStored = false,
        Exception? cause = null)
        : base($"{message} {Describe(stored)}", cause) =>
        (Stored, Stream, ChunkMayBeStored) = (stored, stream, chunkMayBeStored);

    /// <summary>What was stored before.</summary>
    public BulkProgress Stored { get; }

    /// <summary>The stream that was refused, when it is one stream's fault.</summary>
    public StreamId? Stream { get; }

    /// <summary>The connection was lost while the chunk was committed, and the database did not come back: when the
    /// next load says that the chunk's first stream exists, the chunk was stored.</summary>
    public bool ChunkMayBeStored { get; }

    private static string Describe(BulkProgress stored) =>
        $"Stored so far: {stored.Streams} streams with {stored.Events} events, the first of the input.";
}
