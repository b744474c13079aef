namespace Attribution.EventStore.Writing;

/// <summary>
/// Stores a group once, or says truly that it did not: looks into the ledger whenever an answer was lost, and gives up
/// when the oldest of its commits has waited long enough.
/// </summary>
internal sealed class GroupStorage(WriterSession session, Doubts doubts, EventLogOptions options, TimeProvider time)
{
    /// <summary>What even a commit that has waited too long already is given.</summary>
    internal static readonly TimeSpan PatienceMin = TimeSpan.FromSeconds(1);

    /// <summary>Stores a group, however often the connection is lost on the way, within the time its oldest commit may
    /// wait.</summary>
    internal async Task<(CommitGroup Group, GroupOutcome Outcome)> StoreAsync(List<PendingCommit> commits)
    {
        var waitedFrom = commits.Min(commit => commit.EnqueuedAt);
        CommitGroup? unanswered = null;
        for (var attempt = 1; ; attempt++)
        {
            var patience = Patience(waitedFrom);
            var isSent = false;
            try
            {
                await session.SettleAsync(doubts, patience);
                if (unanswered is not null && await session.SettleAsync(unanswered.Id, patience) is { } outcome)
                {
                    return (unanswered, outcome);
                }

                // A group that was voided needs another name.
                (unanswered, isSent) = (new CommitGroup(Guid.CreateVersion7(), commits), true);
                return (unanswered, await session.StoreAsync(unanswered, patience));
            }
            catch (Exception error) when (WriterFaults.MeansDatabaseIsAway(error))
            {
                await session.DisconnectAsync();
                unanswered = isSent && WriterFaults.IsAnAnswer(error) ? null : unanswered;
                if (time.GetElapsedTime(waitedFrom) > options.UnavailableAfter)
                {
                    throw GiveUp(unanswered, error);
                }

                await Task.Delay(WriterFaults.PauseBeforeAttempt(attempt), time);
            }
            catch (Exception error)
            {
                await session.DisconnectAsync();
                unanswered = isSent && WriterFaults.IsAnAnswer(error) ? null : unanswered;
                if (unanswered is not null && await FindStoredAsync(unanswered, patience) is { } outcome)
                {
                    return (unanswered, outcome);
                }

                throw;
            }
        }
    }

    /// <summary>It was the driver that failed and not the database that refused: only the ledger knows whether the
    /// group had been sent by then.</summary>
    private async Task<GroupOutcome?> FindStoredAsync(CommitGroup unanswered, TimeSpan patience)
    {
        try
        {
            return await session.SettleAsync(unanswered.Id, patience);
        }
        catch (Exception away) when (WriterFaults.MeansDatabaseIsAway(away))
        {
            await session.DisconnectAsync();
            throw GiveUp(unanswered, away);
        }
    }

    private DatabaseAway GiveUp(CommitGroup? unanswered, Exception error)
    {
        if (unanswered is not null)
        {
            doubts.Add(unanswered.Id);
        }

        return new DatabaseAway(unanswered is not null, error);
    }

    /// <summary>What is left of the time that the oldest commit of a group may wait, and never nothing.</summary>
    private TimeSpan Patience(long waitedFrom)
    {
        var left = options.UnavailableAfter - time.GetElapsedTime(waitedFrom);
        return left < PatienceMin ? PatienceMin : left;
    }
}
