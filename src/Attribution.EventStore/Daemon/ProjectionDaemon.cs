using Attribution.EventStore.Projections;
using Attribution.EventStore.Rebuild;
using NodaTime;

namespace Attribution.EventStore.Daemon;

/// <summary>
/// Runs asynchronous projections: applies what is stored, within milliseconds, in the order of the log, each event
/// once. Any number of processes may run one; of each projection one process is the owner, and another takes over when
/// it goes.
/// </summary>
/// <remarks>An event that a projection's own code throws on is parked, and the projection goes on. An event that this
/// program cannot read stops the projection: it shows what to do in its status. A database that is away is waited
/// for.</remarks>
public sealed class ProjectionDaemon : IAsyncDisposable
{
    // How often a process that does not run a projection looks where it is, for those who wait for a position.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    private readonly DaemonContext _context;
    private readonly Dictionary<string, ProjectionRun> _runs;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    private ProjectionDaemon(DaemonContext context, IReadOnlyList<Projection> projections)
    {
        _context = context;
        _runs = projections.ToDictionary(p => p.Name, p => new ProjectionRun(p, context), StringComparer.Ordinal);
        foreach (var run in _runs.Values)
        {
            run.Changed += status => StateChanged?.Invoke(status);
        }

        context.Log.Stored += context.Stored.Raise;
        var listener = new LogListener(context.Sessions, context.Stored, context.Time);
        _running = Task.WhenAll(_runs.Values
            .Select(run => Task.Run(() => run.RunAsync(_stopping.Token)))
            .Append(Task.Run(() => listener.RunAsync(_stopping.Token))));
    }

    /// <summary>Raised when a projection's state or last error has changed: something to log.</summary>
    public event Action<ProjectionStatus>? StateChanged;

    /// <summary>Starts to run projections of a log.</summary>
    /// <param name="log">The log; it outlives the daemon.</param>
    /// <param name="projections">Each with a name of its own.</param>
    /// <param name="options">Limits; the defaults fit a small server.</param>
    /// <param name="time">Measures waiting; the system's unless a test gives another.</param>
    /// <param name="clock">Dates parked events.</param>
    /// <exception cref="ArgumentException">Two projections have one name.</exception>
    public static ProjectionDaemon Start(
        EventLog log, IReadOnlyList<Projection> projections, ProjectionDaemonOptions? options = null,
        TimeProvider? time = null, IClock? clock = null)
    {
        options ??= new ProjectionDaemonOptions();
        var known = projections.SelectMany(p => p.Known).Concat(options.OtherEventTypes)
            .ToHashSet(StringComparer.Ordinal);
        return new ProjectionDaemon(
            new DaemonContext(
                log,
                EventLogDataSource.CreateSessions(log.ConnectionString),
                known,
                options,
                time ?? TimeProvider.System,
                clock ?? SystemClock.Instance,
                new Signal()),
            projections);
    }

    /// <summary>How each projection is doing, in the order of their names.</summary>
    public async Task<IReadOnlyList<ProjectionStatus>> ReadStatusAsync(CancellationToken cancellation = default)
    {
        var newest = await _context.Log.FindHighWaterMarkAsync(cancellation);
        await using var connection = await _context.Log.Source.OpenConnectionAsync(cancellation);
        var positions = await Progress.ReadAsync(
            connection, [.. _runs.Values.Select(run => run.Projection)], cancellation);
        return
        [
            .. _runs.Values.Select(run => run.Status)
                .Select(status => status with { Position = positions[status.Name], HighWaterMark = newest })
                .OrderBy(status => status.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Waits until a projection has taken in an event, in whichever process: read your writes.</summary>
    /// <param name="name">The projection.</param>
    /// <param name="position">The event's position, for example <see cref="StoredAppend.FirstPosition"/>.</param>
    /// <param name="cancellation">Ends the waiting; a projection that has stopped may otherwise be waited for for
    /// ever.</param>
    public async Task WaitForPositionAsync(string name, long position, CancellationToken cancellation = default)
    {
        var run = Run(name);
        while (true)
        {
            var moved = run.Moved.Next;
            if (run.Status.Position >= position
                || (!run.IsRunning && await ReadPositionAsync(run, cancellation) >= position))
            {
                return;
            }

            await Signal.WaitAsync(moved, LookInterval, _context.Time, cancellation);
        }
    }

    /// <summary>Lets a projection that has stopped try again.</summary>
    public void Resume(string name) => Run(name).Resume();

    /// <summary>The events that projections could not apply, oldest first.</summary>
    /// <param name="name">Only those of one projection; null for all.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<IReadOnlyList<ParkedEvent>> ListParkedAsync(
        string? name = null, CancellationToken cancellation = default) =>
        ParkedEvents.ListAsync(_context.Log.Source, name, cancellation);

    /// <summary>Applies a parked event after all. A view of one stream is folded anew from the whole stream; any other
    /// projection applies the event late, behind what was applied since: rebuild it when the order matters.</summary>
    /// <returns>Null when it has been applied; else what went wrong this time.</returns>
    /// <exception cref="UnreadableEvent">This program cannot read an event of its stream.</exception>
    public Task<ParkedEvent?> RetryParkedAsync(ParkedEvent parked, CancellationToken cancellation = default) =>
        ParkedEvents.RetryAsync(
            _context.Log, Run(parked.Projection).Projection, parked, _context.Clock.GetCurrentInstant(), cancellation);

    /// <summary>Makes a projection's tables anew beside the live ones (<see cref="ProjectionRebuild"/>). The projection
    /// goes on meanwhile, in whichever process runs it, and behind the new tables' last event afterwards.</summary>
    public async Task<RebuildReport> RebuildAsync(
        string name, RebuildOptions? options = null, IProgress<RebuildProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var run = Run(name);
        options ??= new RebuildOptions();
        options = options with { OtherEventTypes = [.. options.OtherEventTypes, .. _context.KnownTypes] };
        using var shown = run.ShowRebuilding();
        return await ProjectionRebuild.RunAsync(
            _context.Log, run.Projection, options, progress, _context.Time, _context.Clock, cancellation);
    }

    /// <summary>Finishes the pages that have been begun, and stops. Another process may go on at once.</summary>
    public async ValueTask DisposeAsync()
    {
        _context.Log.Stored -= _context.Stored.Raise;
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        await _context.Sessions.DisposeAsync();
    }

    private ProjectionRun Run(string name) => _runs.GetValueOrDefault(name)
        ?? throw new ArgumentException($"This daemon has no projection named '{name}'.", nameof(name));

    private async Task<long> ReadPositionAsync(ProjectionRun run, CancellationToken cancellation)
    {
        await using var connection = await _context.Log.Source.OpenConnectionAsync(cancellation);
        return (await Progress.ReadAsync(connection, [run.Projection], cancellation))[run.Projection.Name];
    }
}
