using System.Collections.Immutable;
using Attribution.EventStore.Rows;

namespace Attribution.EventStore;

/// <summary>Events for the end of one stream.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="StreamType">The stream's kind, in snake case (<c>campaign</c>); kept when the stream is new.</param>
/// <param name="Expected">What the caller believes about the stream.</param>
/// <param name="Events">The events, in order; at least one.</param>
/// <param name="Metadata">When, by whom, why.</param>
public sealed record StreamAppend(
    StreamId Stream,
    string StreamType,
    ExpectedVersion Expected,
    ImmutableArray<EventData> Events,
    EventMetadata Metadata);

/// <summary>
/// What a decision relied on in a stream that it leaves as it is. The commit is stored only if the stream is still at
/// that version, so two decisions that each read what the other writes cannot both be stored.
/// </summary>
/// <param name="Stream">The stream that was read.</param>
/// <param name="Expected">Its version then; <see cref="ExpectedVersion.NoStream"/> when there was none.</param>
public sealed record StreamExpectation(StreamId Stream, ExpectedVersion Expected);

/// <summary>
/// Everything one decision stores, as a value: appends to streams and rows of other tables. It is stored whole or not
/// at all, whatever other commits share its database transaction.
/// </summary>
public sealed record Commit
{
    /// <param name="id">Names the commit, chosen by the caller: its outcome can be asked for by this id.</param>
    /// <param name="appends">Those of one stream stand one behind the other, each with metadata of its own, and each
    /// expects the version that the one before it makes.</param>
    /// <param name="rows">Rows of other tables.</param>
    /// <exception cref="ArgumentException">Nothing to store, an append without events, or a stream twice that does not
    /// go on where it was.</exception>
    public Commit(Guid id, ImmutableArray<StreamAppend> appends, params ImmutableArray<RowSet> rows)
    {
        (Id, Appends, Rows) = (id, appends, [.. rows.Where(set => set.Count > 0)]);
        if (Appends.IsEmpty && Rows.IsEmpty)
        {
            throw new ArgumentException("The commit stores nothing.", nameof(appends));
        }

        if (Appends.Any(append => append.Events.IsDefaultOrEmpty))
        {
            throw new ArgumentException("An append has no events.", nameof(appends));
        }

        var begun = Appends.Where((append, at) => at == 0 || !GoesOn(Appends[at - 1], append));
        if (begun.GroupBy(append => append.Stream).Any(same => same.Count() > 1))
        {
            throw new ArgumentException("A stream is appended to in two places.", nameof(appends));
        }
    }

    /// <summary>Names the commit.</summary>
    public Guid Id { get; }

    /// <summary>The appends; those of one stream stand one behind the other.</summary>
    public ImmutableArray<StreamAppend> Appends { get; }

    /// <summary>What the decision relied on in streams that it does not append to; a stream that is no longer so makes
    /// a <see cref="CommitResult.VersionConflict"/> that names it.</summary>
    public ImmutableArray<StreamExpectation> Expectations { get; init; } = [];

    /// <summary>The rows of other tables; empty sets are left out.</summary>
    public ImmutableArray<RowSet> Rows { get; }

    /// <summary>Whether an append goes on where another one has ended.</summary>
    internal static bool GoesOn(StreamAppend before, StreamAppend append) =>
        append.Stream == before.Stream
        && before.Expected != ExpectedVersion.Any
        && append.Expected.Value == before.Expected.Value + before.Events.Length;
}
