using NodaTime;
using Npgsql;

namespace Attribution.EventStore.Writing;

/// <summary>
/// Stores commits: takes those that wait together, stores them in one database transaction, and tells each caller its own
/// verdict. One loop, one connection; the order of groups is the order of the log (docs/decisions/0003).
/// </summary>
internal sealed class CommitWriter : IAsyncDisposable
{
    private static readonly Duration ForgetEvery = Duration.FromMinutes(10);

    private readonly EventLogOptions _options;
    private readonly TimeProvider _time;
    private readonly IClock _clock;
    private readonly CommitQueue _queue;
    private readonly WriterSession _session;
    private readonly Task _loop;

    // Groups whose callers were told "may be stored": settled first when the database is back, so that no late copy of
    // them can be stored after somebody asked for the outcome.
    private readonly List<Guid> _doubtful = [];
    private Instant _forgotAt = Instant.MinValue;

    internal CommitWriter(NpgsqlDataSource source, EventLogOptions options, TimeProvider time, IClock clock)
    {
        (_options, _time, _clock) = (options, time, clock);
        _queue = new CommitQueue(options);
        _session = new WriterSession(source, options, clock);
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
            await StoreAsync(commits);
            await ForgetOldOutcomesAsync();
        }
    }

    /// <summary>Stores commits together and tells each its verdict; when something in them cannot be stored, each alone, so
    /// that only the culprit fails.</summary>
    private async Task StoreAsync(List<PendingCommit> commits)
    {
        (CommitGroup Group, GroupOutcome Outcome) stored;
        try
        {
            stored = await StoreGroupAsync(new CommitGroup(Guid.CreateVersion7(), commits));
        }
        catch (StoreUnavailable away)
        {
            foreach (var commit in commits)
            {
                commit.Fail(new StoreUnavailable(away.Message, commit.Commit.Id, away.MayBeStored, away.InnerException));
            }

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
            foreach (var commit in commits)
            {
                await StoreAsync([commit]);
            }

            return;
        }

        stored.Group.Deliver(stored.Outcome);
        Stored?.Invoke();
    }

    /// <summary>Stores a group, however often the connection is lost on the way, within the time its oldest commit may
    /// wait.</summary>
    private async Task<(CommitGroup Group, GroupOutcome Outcome)> StoreGroupAsync(CommitGroup group)
    {
        var waitedFrom = group.Commits.Min(commit => commit.EnqueuedAt);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await _session.ConnectAsync(_options.UnavailableAfter);
                if (await SettleDoubtfulAsync(group.Id) is { } settled)
                {
                    return (group, settled);
                }

                // A group that was voided needs another name; one that was never sent may as well have one.
                group = attempt == 0 ? group : new CommitGroup(Guid.CreateVersion7(), group.Commits);
                _doubtful.Add(group.Id);
                var outcome = await _session.StoreAsync(group);
                _doubtful.Remove(group.Id);
                return (group, outcome);
            }
            catch (Exception error) when (WriterFaults.MeansDatabaseIsAway(error))
            {
                await _session.DisconnectAsync();
                if (_time.GetElapsedTime(waitedFrom) > _options.UnavailableAfter)
                {
                    var inDoubt = _doubtful.Contains(group.Id);
                    throw new StoreUnavailable(WriterFaults.Explain(error, inDoubt), Guid.Empty, inDoubt, error);
                }

                await Task.Delay(WriterFaults.PauseBeforeAttempt(attempt + 1), _time);
            }
            catch (Exception)
            {
                // The database, or the driver, refused the content: its transaction is gone and nothing is in doubt.
                _doubtful.Remove(group.Id);
                await _session.DisconnectAsync();
                throw;
            }
        }
    }

    /// <summary>Settles every group whose answer was lost; returns the outcome of the one asked about when it was stored.</summary>
    private async Task<GroupOutcome?> SettleDoubtfulAsync(Guid groupId)
    {
        GroupOutcome? asked = null;
        while (_doubtful.Count > 0)
        {
            var outcome = await _session.SettleAsync(_doubtful[^1]);
            asked = _doubtful[^1] == groupId ? outcome : asked;
            _doubtful.RemoveAt(_doubtful.Count - 1);
        }

        return asked;
    }

    private async Task ForgetOldOutcomesAsync()
    {
        var now = _clock.GetCurrentInstant();
        if (now - _forgotAt < ForgetEvery)
        {
            return;
        }

        _forgotAt = now;
        try
        {
            await _session.ConnectAsync(_options.UnavailableAfter);
            await _session.ForgetOutcomesAsync(now - Duration.FromTimeSpan(_options.OutcomesKeptFor));
        }
        catch (Exception error) when (error is NpgsqlException or IOException or TimeoutException)
        {
            // Housekeeping: it is tried again at the next turn, and the next group finds out what is wrong.
            await _session.DisconnectAsync();
        }
    }
}
