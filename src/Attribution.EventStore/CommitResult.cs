using System.Collections.Immutable;

namespace Attribution.EventStore;

/// <summary>What became of a commit. A refusal is a value: it is the caller's business, not an error of the
/// store.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Everything was stored, durably.</summary>
    /// <param name="Appends">Where the events went, in the order of the commit's appends.</param>
    public sealed record Stored(ImmutableArray<StoredAppend> Appends) : CommitResult;

    /// <summary>A stream was not at the expected version; nothing was stored. Reload it and decide again.</summary>
    public sealed record VersionConflict(StreamId Stream, ExpectedVersion Expected, long ActualVersion) : CommitResult;

    /// <summary>A stream is archived and takes no more events; nothing was stored.</summary>
    public sealed record StreamArchived(StreamId Stream) : CommitResult;

    /// <summary>A row with the same key was already there; nothing was stored.</summary>
    /// <param name="Table">The table that held it.</param>
    public sealed record DuplicateKey(string Table) : CommitResult;
}

/// <summary>Where the events of one append went.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="LastVersion">The stream's version now.</param>
/// <param name="FirstPosition">The position of the first event in the whole log.</param>
public sealed record StoredAppend(StreamId Stream, long LastVersion, long FirstPosition);
