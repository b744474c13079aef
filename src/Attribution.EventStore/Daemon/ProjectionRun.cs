using Attribution.EventStore.Projections;
using Attribution.EventStore.Writing;
using Npgsql;

namespace Attribution.EventStore.Daemon;

/// <summary>What the projections of one daemon have in common.</summary>
internal sealed record DaemonContext(
    EventLog Log, NpgsqlDataSource Sessions, IReadOnlySet<string> KnownTypes, ProjectionDaemonOptions Options,
    TimeProvider Time, NodaTime.IClock Clock, Signal Stored);

/// <summary>One projection in one process: waits for its lease, then applies events as they come, until it is
/// stopped.</summary>
internal sealed class ProjectionRun(Projection projection, DaemonContext context)
{
    private readonly Throughput _throughput = new(context.Time);
    private readonly Signal _resumed = new();
    private readonly Lock _gate = new();
    private ProjectionStatus _status = new(projection.Name, ProjectionState.Waiting, 0, 0, 0, null);
    private int _rebuilds;

    /// <summary>Raised, outside of any lock, when the state or the last error has changed.</summary>
    internal event Action<ProjectionStatus>? Changed;

    internal Projection Projection => projection;

    /// <summary>Raised when the position has moved.</summary>
    internal Signal Moved { get; } = new();

    internal ProjectionStatus Status
    {
        get
        {
            lock (_gate)
            {
                var shown = _rebuilds > 0 && _status.State != ProjectionState.Stopped
                    ? ProjectionState.Rebuilding
                    : _status.State;
                return _status with { State = shown, EventsPerSecond = _throughput.EventsPerSecond };
            }
        }
    }

    /// <summary>Whether the position that this process knows is the projection's own.</summary>
    internal bool IsRunning
    {
        get
        {
            lock (_gate)
            {
                return _status.State == ProjectionState.Running;
            }
        }
    }

    internal void Resume() => _resumed.Raise();

    /// <summary>Shows the projection as being rebuilt until the result is disposed.</summary>
    internal IDisposable ShowRebuilding()
    {
        Update(status => status, rebuilds: 1);
        return new Shown(() => Update(status => status, rebuilds: -1));
    }

    internal async Task RunAsync(CancellationToken stopping)
    {
        for (var attempt = 0; !stopping.IsCancellationRequested; attempt++)
        {
            var resumed = _resumed.Next;
            try
            {
                await using var session = await TakeLeaseAsync(stopping);
                attempt = 0;
                await FollowAsync(session, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Asked to stop: what was not committed is taken up by whoever runs the projection next.
            }
            catch (Exception error) when (WriterFaults.MeansDatabaseIsAway(error))
            {
                Update(status => status with
                {
                    State = ProjectionState.Waiting,
                    LastError = $"{projection.Name}: the database is away ({error.Message}). "
                        + "It is tried again until it is back.",
                });
                await Task.Delay(WriterFaults.PauseBeforeAttempt(attempt), context.Time, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception error)
            {
                // The third place where any error is caught (with the HTTP boundary and message delivery): it stops
                // this projection, visibly, and no other.
                Update(status => status with
                {
                    State = ProjectionState.Stopped,
                    LastError = ProjectionFaults.Explain(projection, error),
                });
                await resumed.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            Update(status => status.State == ProjectionState.Running
                ? status with { State = ProjectionState.Waiting }
                : status);
        }
    }

    private async Task<ProjectionSession> TakeLeaseAsync(CancellationToken stopping)
    {
        while (true)
        {
            if (await ProjectionSession.TryTakeAsync(context.Sessions, projection, stopping) is { } session)
            {
                return session;
            }

            // Asking again and again, because a session that waits inside PostgreSQL would keep it from cleaning up.
            Update(status => status with { State = ProjectionState.Waiting, LastError = null });
            await Task.Delay(context.Options.LeaseInterval, context.Time, stopping);
        }
    }

    private async Task FollowAsync(ProjectionSession session, CancellationToken stopping)
    {
        var position = await session.ReadPositionAsync(stopping);
        MoveTo(position, 0);
        Update(status => status with { State = ProjectionState.Running, LastError = null });
        while (!stopping.IsCancellationRequested)
        {
            position = await AdvanceAsync(session, position, stopping);
        }
    }

    private async Task<long> AdvanceAsync(ProjectionSession session, long position, CancellationToken stopping)
    {
        var stored = context.Stored.Next;
        var page = await session.ReadPageAsync(context.KnownTypes, position, context.Options.PageEventsMax, stopping);
        try
        {
            await ApplyAsync(session, position, page);
        }
        catch (ProgressMoved)
        {
            position = await session.ReadPositionAsync(stopping);
            MoveTo(position, 0);
            return position;
        }

        if (page.Read == 0)
        {
            await Signal.WaitAsync(stored, context.Options.PollInterval, context.Time, stopping);
        }
        else if (page.Read < context.Options.PageEventsMax)
        {
            await Task.Delay(context.Options.GatherInterval, context.Time, stopping);
        }

        return page.LastPosition;
    }

    /// <summary>Applies a page; when the database refuses what comes of it, its halves, so that only the culprit is
    /// parked. A page that has been begun is finished, also when the daemon is stopped meanwhile.</summary>
    private async Task ApplyAsync(ProjectionSession session, long from, LogPage read)
    {
        var (page, fold) = read.Begin(projection);
        if (page.LastPosition > from)
        {
            try
            {
                await session.CommitAsync(
                    from, page.LastPosition, fold, context.Clock.GetCurrentInstant(), CancellationToken.None);
                MoveTo(page.LastPosition, page.Read);
            }
            catch (PostgresException refusal) when (ProjectionFaults.IsAboutContent(refusal) && page.Events.Count > 0)
            {
                await ApplyInPartsAsync(session, from, page, refusal);
            }
        }

        if (page.Obstacle is { } obstacle)
        {
            throw obstacle;
        }
    }

    private async Task ApplyInPartsAsync(ProjectionSession session, long from, LogPage page, PostgresException refusal)
    {
        if (page.Events.Count == 1)
        {
            var failed = new FailedEvent(page.Events[0], refusal);
            await session.ParkAsync(
                from, page.LastPosition, failed, context.Clock.GetCurrentInstant(), CancellationToken.None);
            MoveTo(page.LastPosition, page.Read);
            return;
        }

        foreach (var half in page.Halves())
        {
            await ApplyAsync(session, from, half with { Obstacle = null });
            from = half.LastPosition;
        }
    }

    private void MoveTo(long position, int events)
    {
        _throughput.Add(events);
        lock (_gate)
        {
            _status = _status with { Position = position, HighWaterMark = Math.Max(position, _status.HighWaterMark) };
        }

        Moved.Raise();
    }

    private void Update(Func<ProjectionStatus, ProjectionStatus> change, int rebuilds = 0)
    {
        var before = Status;
        lock (_gate)
        {
            _status = change(_status);
            _rebuilds += rebuilds;
        }

        var after = Status;
        if ((before.State, before.LastError) != (after.State, after.LastError))
        {
            Changed?.Invoke(after);
        }
    }

    private sealed class Shown(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
