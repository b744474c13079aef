using System.Threading.Channels;
using Attribution.App.Access;
using Attribution.App.Pipeline;
using Attribution.App.StixExport;
using Attribution.App.StixImport;
using Attribution.Domain.Access;
using Attribution.EventStore;
using Microsoft.Extensions.Logging;
using NodaTime;
using Npgsql;

namespace Attribution.App.Taxii.Feeds;

/// <summary>Reads feeds when they are due and sends campaigns to them, together with any number of other
/// processes.</summary>
public sealed partial class FeedWork
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(2);

    private readonly StixImporter _importer;
    private readonly StixExporter _exporter;
    private readonly EventLog _log;
    private readonly FeedLeases _leases;
    private readonly IClock _clock;
    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
    });

    internal FeedWork(
        CallerReads reads,
        NpgsqlDataSource writer,
        StixImporter importer,
        StixExporter exporter,
        EventLog log,
        IClock clock)
    {
        (_importer, _exporter, _log, _clock) = (importer, exporter, log, clock);
        (_leases, Feeds, Pushes) = (
            new FeedLeases(writer, clock), new TaxiiFeeds(reads, writer, clock), new TaxiiPushes(reads, writer, clock));
    }

    /// <summary>Keeps which feeds there are.</summary>
    internal TaxiiFeeds Feeds { get; }

    /// <summary>Keeps what is to be sent.</summary>
    internal TaxiiPushes Pushes { get; }

    /// <summary>Sets a feed up, or changes the one of this name; answers why not, when it cannot be.</summary>
    internal async Task<CommandError?> SaveAsync(
        Principal caller, SaveTaxiiFeedInput wanted, CancellationToken cancellation)
    {
        if (FeedCheck.Problem(caller, wanted) is { } problem)
        {
            return problem;
        }

        await Feeds.SaveAsync(caller, wanted, cancellation);
        Wake();
        return null;
    }

    /// <summary>Sets up the feeds of a file.</summary>
    /// <param name="file">A list of feeds as JSON, each with the fields of the mutation <c>saveTaxiiFeed</c>.</param>
    /// <param name="caller">Whose feeds they are.</param>
    /// <param name="tell">Told of each feed, by name, and why it was refused when it was.</param>
    /// <param name="cancellation">Ends it; what was set up stays.</param>
    /// <exception cref="InvalidOperationException">It is no such file; nothing was set up.</exception>
    public async Task ImportAsync(
        Stream file, Principal caller, Action<string, string?> tell, CancellationToken cancellation)
    {
        foreach (var wanted in await FeedFile.ReadAsync(file, cancellation))
        {
            tell(wanted.Name, await SaveAsync(caller, wanted, cancellation) is { } problem
                ? $"{problem.Code} {problem.Path}: {problem.Message}"
                : null);
        }
    }

    /// <summary>Something became due just now.</summary>
    internal void Wake() => _wakes.Writer.TryWrite(true);

    /// <summary>Works until it is told to stop; what it was at, another process goes on with.</summary>
    public async Task RunAsync(FeedOptions options, ILogger logger, CancellationToken stop)
    {
        using var slots = new SemaphoreSlim(options.AtOnceMax);
        var running = new List<Task>();
        try
        {
            while (true)
            {
                await slots.WaitAsync(stop);
                running.RemoveAll(task => task.IsCompleted);
                if (await FindWorkAsync(options, logger, stop) is { } work)
                {
                    running.Add(ReleasingAsync(work, slots));
                    continue;
                }

                slots.Release();
                await WaitAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(running);
        }
    }

    /// <summary>Does one thing that is due; false when nothing is.</summary>
    internal async Task<bool> WorkAsync(FeedOptions options, ILogger logger, CancellationToken stop)
    {
        if (await FindWorkAsync(options, logger, stop) is not { } work)
        {
            return false;
        }

        await work;
        return true;
    }

    private static async Task ReleasingAsync(Task work, SemaphoreSlim slots)
    {
        await work;
        slots.Release();
    }

    /// <summary>What was made due on another node is looked for now and then.</summary>
    private async Task WaitAsync(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(LookAgainAfter);
        try
        {
            await _wakes.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Time to look again.
        }
    }

    private async Task<Task?> FindWorkAsync(FeedOptions options, ILogger logger, CancellationToken stop)
    {
        try
        {
            return await _leases.TakeAsync(stop) is { } feed ? PollAsync(feed, options, logger, stop)
                : await Pushes.TakeAsync(stop) is { } push ? PushAsync(push, options, logger, stop)
                : null;
        }
        catch (NpgsqlException away)
        {
            LookingFailed(logger, away);
            return null;
        }
    }

    private Task PollAsync(TakenFeed feed, FeedOptions options, ILogger logger, CancellationToken stop) => TryAsync(
        feed.Feed,
        () => new FeedPoll(_importer, _log, _leases, options).RunAsync(feed, stop),
        failure => _leases.EndAsync(feed, new PollEnd(HasCaughtUp: false, failure), stop),
        () => _leases.ReleaseAsync(feed),
        logger,
        stop);

    private Task PushAsync(TakenPush push, FeedOptions options, ILogger logger, CancellationToken stop)
    {
        var sending = new FeedPush(_exporter, Pushes, _clock, options);
        return TryAsync(
            push.Feed,
            () => sending.RunAsync(push, stop),
            failure => Pushes.EndAsync(push, sending.EndOf(push, failure), stop),
            () => Pushes.EndAsync(
                push, new PushEnd(_clock.GetCurrentInstant(), Failure: null, Counts: false), CancellationToken.None),
            logger,
            stop);
    }

    /// <summary>Whatever goes wrong with one feed is kept beside it, and is no other feed's concern.</summary>
    private static async Task TryAsync(
        TaxiiFeed feed,
        Func<Task> work,
        Func<FeedFailure, Task> fail,
        Func<Task> release,
        ILogger logger,
        CancellationToken stop)
    {
        try
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await release();
            }
            catch (Exception thrown)
            {
                var failure = FeedFailure.Of(thrown);
                FeedFailed(logger, feed.Id, feed.Tenant.Value, failure is null ? thrown : thrown.InnerException);
                await fail(failure ?? new FeedFailure("INTERNAL", "Something went wrong here; our log says what."));
            }
        }
        catch (Exception lost) when (lost is NpgsqlException or OperationCanceledException)
        {
            // Its lease runs out, and then it is taken again.
            FeedFailed(logger, feed.Id, feed.Tenant.Value, lost);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for feeds to read failed; it goes on.")]
    private static partial void LookingFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The TAXII feed {Feed} of tenant {Tenant} failed.")]
    private static partial void FeedFailed(ILogger logger, Guid feed, string tenant, Exception? exception);
}
