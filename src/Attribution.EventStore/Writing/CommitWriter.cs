using NodaTime;
using Npgsql;

namespace Attribution.EventStore.Writing;

/// <summary>
/// Stores commits: takes those that wait together, stores them in one database transaction, and tells each caller its
/// own verdict. One loop, one connection; the order of groups is the order of the log (docs/decisions/0003).
/// </summary>
internal sealed class CommitWriter : IAsyncDisposable
{
    /// <summary>How often a commit is tried again whose keys somebody takes who does not wait for the writer's turn:
    /// real Marten on the same tables, or another program's insert.</summary>
    private const int CollisionsMax = 10;

    private const int ForgetAfterGroups = 256;

    private static readonly Duration ForgetAfter = Duration.FromMinutes(10);

    private readonly EventLogOptions _options;
    private readonly TimeProvider _time;
    private readonly IClock _clock;
    private readonly CommitQueue _queue;
    private readonly WriterSession _session;
    private readonly GroupStorage _storage;
    private readonly Task _loop;
    private Instant _forgotAt = Instant.MinValue;
    private int _groupsSinceForgetting;

    internal CommitWriter(
        NpgsqlDataSource source, EventLogOptions options, TimeProvider time, IClock clock, Doubts doubts)
    {
        (_options, _time, _clock) = (options, time, clock);
        _queue = new CommitQueue(options, time);
        _session = new WriterSession(source, time, clock);
        _storage = new GroupStorage(_session, doubts, options, time);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Raised after each stored group, for those who follow the log inside this process.</summary>
    internal event Action? Stored;

    internal async Task<CommitResult> CommitAsync(Commit commit, CancellationToken cancellation)
    {
        var pending = new PendingCommit(commit, _time.GetTimestamp());
        await _queue.EnqueueAsync(pending, cancellation);
        await using var abandonment = cancellation.Register(() => pending.Abandon(cancellation));
        return await pending.Verdict;
    }

    /// <summary>Takes no more commits, stores those that wait, then lets go of the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _loop;
        await _session.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (await _queue.NextGroupAsync() is { } commits)
        {
            try
            {
                await StoreAsync(commits, collisions: 0);
                await ForgetOldOutcomesAsync();
            }
            catch (Exception mistake)
            {
                // A mistake of this program. Those who have no verdict yet hear of it, and the loop goes on for the
                // others: a writer that has silently ended would keep every caller waiting for ever.
                foreach (var commit in commits)
                {
                    commit.Fail(mistake);
                }
            }
        }
    }

    /// <summary>Stores commits together and tells each its verdict; when something in them cannot be stored, each half
    /// by itself, until the culprit is alone: one among 128 costs fourteen transactions more.</summary>
    private async Task StoreAsync(List<PendingCommit> commits, int collisions)
    {
        (CommitGroup Group, GroupOutcome Outcome) stored;
        try
        {
            stored = await _storage.StoreAsync(commits);
        }
        catch (DatabaseAway away)
        {
            commits.ForEach(commit => commit.Fail(away.For(commit.Commit.Id)));
            return;
        }
        catch (PostgresException taken)
            when (commits.Count == 1
                && taken.SqlState == PostgresErrorCodes.UniqueViolation
                && collisions < CollisionsMax)
        {
            // A key that was free when the statement looked was taken before it wrote: now it can see by whom.
            await StoreAsync(commits, collisions + 1);
            return;
        }
        catch (Exception error) when (commits.Count == 1)
        {
            // Whatever went wrong belongs to this one caller; the loop goes on serving the others.
            commits[0].Fail(WriterFaults.Describe(error, commits[0].Commit.Id));
            return;
        }
        catch (Exception)
        {
            var half = commits.Count / 2;
            await StoreAsync(commits.GetRange(0, half), collisions);
            await StoreAsync(commits.GetRange(half, commits.Count - half), collisions);
            return;
        }

        _queue.ExpectReturnOf(commits.Count);
        stored.Group.Deliver(stored.Outcome);
        if (Stored is { } listeners)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static tell => tell(), listeners, preferLocal: false);
        }
    }

    /// <summary>Forgets a few outcomes now and then: more than are added, few enough that no caller notices.</summary>
    private async Task ForgetOldOutcomesAsync()
    {
        var now = _clock.GetCurrentInstant();
        if (++_groupsSinceForgetting < ForgetAfterGroups && now - _forgotAt < ForgetAfter)
        {
            return;
        }

        (_forgotAt, _groupsSinceForgetting) = (now, 0);
        try
        {
            var before = now - Duration.FromTimeSpan(_options.OutcomesKeptFor);
            await _session.ForgetOutcomesAsync(before, GroupStorage.PatienceMin);
        }
        catch (Exception error) when (WriterFaults.MeansDatabaseIsAway(error))
        {
            // Housekeeping: it is tried again at the next turn, and the next group finds out what is wrong.
            await _session.DisconnectAsync();
        }
    }
}
