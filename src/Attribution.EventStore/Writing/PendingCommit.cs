using System.Collections.Immutable;
using Attribution.EventStore.Rows;

namespace Attribution.EventStore.Writing;

/// <summary>A commit on its way through the writer, with the caller that waits for its verdict.</summary>
internal sealed class PendingCommit
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Abandoned = 2;

    private readonly TaskCompletionSource<CommitResult> _verdict =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _state = Waiting;

    internal PendingCommit(Commit commit, long enqueuedAt)
    {
        (Commit, EnqueuedAt) = (commit, enqueuedAt);
        Claims = ClaimsOf(commit);
        Reliances = [.. commit.Expectations.Select(relied => relied.Stream.GetHashCode())];
        Bytes = commit.Appends.Sum(append => append.Events.Sum(data => (long)data.Json.Length))
            + commit.Rows.Sum(set => set.Columns.Sum(column => column.Size));
    }

    internal Commit Commit { get; }

    /// <summary>When it joined the queue, as a timestamp of the store's <see cref="TimeProvider"/>.</summary>
    internal long EnqueuedAt { get; }

    /// <summary>About how large it is: payloads, documents and texts.</summary>
    internal long Bytes { get; }

    /// <summary>Hashes of the streams and keyed rows it touches. Two commits that share one never share a group, so
    /// each sees what the other stored; two that only share a hash lose nothing but a little grouping.</summary>
    internal ImmutableArray<int> Claims { get; }

    /// <summary>Hashes of the streams it only relies on. Commits that rely on one stream may share a group, but not
    /// with a commit that changes it.</summary>
    internal ImmutableArray<int> Reliances { get; }

    internal Task<CommitResult> Verdict => _verdict.Task;

    /// <summary>The writer takes it: from here on the caller gets what really happened. False when the caller has
    /// gone.</summary>
    internal bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) != Abandoned;

    /// <summary>The caller goes, if the writer has not taken the commit yet.</summary>
    internal void Abandon(CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref _state, Abandoned, Waiting) == Waiting)
        {
            _verdict.TrySetCanceled(cancellation);
        }
    }

    internal void Deliver(CommitResult result) => _verdict.TrySetResult(result);

    internal void Fail(Exception error) => _verdict.TrySetException(error);

    private static ImmutableArray<int> ClaimsOf(Commit commit)
    {
        var claims = ImmutableArray.CreateBuilder<int>();
        foreach (var append in commit.Appends)
        {
            claims.Add(append.Stream.GetHashCode());
        }

        foreach (var set in commit.Rows.Where(set => !set.KeyColumns.IsEmpty))
        {
            AddKeys(set, claims);
        }

        return claims.ToImmutable();
    }

    private static void AddKeys(RowSet set, ImmutableArray<int>.Builder claims)
    {
        for (var row = 0; row < set.Count; row++)
        {
            var key = new HashCode();
            key.Add(set.Table.Name, StringComparer.Ordinal);
            foreach (var column in set.KeyColumns)
            {
                column.AddTo(ref key, row);
            }

            claims.Add(key.ToHashCode());
        }
    }
}
