using System.Threading.Channels;

namespace Attribution.EventStore.Writing;

/// <summary>
/// The commits that wait for the writer: bounded, first in, first out - except that a commit which touches what another
/// of the same group touches waits for the next group, and everything behind it that touches the same waits with it.
/// </summary>
internal sealed class CommitQueue(EventLogOptions options, TimeProvider time)
{
    /// <summary>How many groups' worth of commits may stand aside for others of the same streams. One busy stream takes
    /// one place in each group, and must not keep the rest of the queue from filling the others.</summary>
    private const int CarriedGroupsMax = 8;

    private readonly Channel<PendingCommit> _arrivals = Channel.CreateBounded<PendingCommit>(
        new BoundedChannelOptions(options.QueueCommitsMax) { SingleReader = true });

    private readonly List<PendingCommit> _carried = [];
    private readonly Gathering _gathering = new(time);

    /// <exception cref="ObjectDisposedException">The store is closing.</exception>
    internal async ValueTask EnqueueAsync(PendingCommit commit, CancellationToken cancellation)
    {
        try
        {
            await _arrivals.Writer.WriteAsync(commit, cancellation);
            _gathering.Arrived(_arrivals.Reader.Count);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(EventLog), "The store is closing and takes no more commits.");
        }
    }

    /// <summary>Called just before the callers of a group get their verdicts: most of them come back at once with the
    /// next commit, and it pays to wait for them (<see cref="Gathering"/>).</summary>
    internal void ExpectReturnOf(int callers) =>
        _gathering.Expect(Math.Min(callers + _arrivals.Reader.Count + _carried.Count, options.GroupCommitsMax));

    /// <summary>No more commits are taken; those that wait are still handed out.</summary>
    internal void Close() => _arrivals.Writer.TryComplete();

    /// <summary>Waits for work and hands out the next group; null when the queue is closed and empty.</summary>
    internal async ValueTask<List<PendingCommit>?> NextGroupAsync()
    {
        while (_carried.Count > 0 || await _arrivals.Reader.WaitToReadAsync())
        {
            await _gathering.WaitAsync(() => _arrivals.Reader.Count, _carried.Count);
            var group = TakeGroup();
            if (group.Count > 0)
            {
                return group;
            }
        }

        return null;
    }

    private List<PendingCommit> TakeGroup()
    {
        var group = new List<PendingCommit>();
        var (claimed, relied) = (new HashSet<int>(), new HashSet<int>());
        var bytes = 0L;
        var waiting = _carried.ToArray();
        _carried.Clear();
        foreach (var commit in waiting.Concat(Arrivals(group)))
        {
            var full = group.Count == options.GroupCommitsMax
                || (group.Count > 0 && bytes + commit.Bytes > options.GroupBytesMax);
            var free = ClaimAll(commit, claimed, relied);
            if (full || !free)
            {
                _carried.Add(commit);
            }
            else if (commit.TryTake())
            {
                group.Add(commit);
                bytes += commit.Bytes;
            }
        }

        return group;
    }

    /// <summary>As long as there is room for those that have to stand aside.</summary>
    private IEnumerable<PendingCommit> Arrivals(List<PendingCommit> group)
    {
        var carriedMax = CarriedGroupsMax * options.GroupCommitsMax;
        while (group.Count < options.GroupCommitsMax && _carried.Count < carriedMax
            && _arrivals.Reader.TryRead(out var commit))
        {
            yield return commit;
        }
    }

    /// <summary>Claims everything the commit touches, also when it has to wait: what comes behind it must not
    /// overtake.</summary>
    private static bool ClaimAll(PendingCommit commit, HashSet<int> claimed, HashSet<int> relied)
    {
        var free = true;
        foreach (var claim in commit.Claims)
        {
            // A commit may claim one thing twice (two rows of one key hash); only what others claimed stands in its
            // way.
            free &= !claimed.Contains(claim) && !relied.Contains(claim);
        }

        foreach (var reliance in commit.Reliances)
        {
            free &= !claimed.Contains(reliance);
        }

        claimed.UnionWith(commit.Claims);
        relied.UnionWith(commit.Reliances);
        return free;
    }
}
