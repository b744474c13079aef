using System.Diagnostics;
using Attribution.Benchmarks.Measuring;
using Attribution.EventStore;
using Attribution.EventStore.Daemon;
using NodaTime;

namespace Attribution.Benchmarks.EventStore;

/// <summary>How long after its commit an event is in the document of an asynchronous projection, while commits keep
/// coming at a steady rate.</summary>
internal sealed class LatencyJob : IAsyncDisposable
{
    internal const int CommitsPerSecond = 1_000;

    private const string Name = "evidenceasync";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly StoreBench _bench;
    private readonly ProjectionDaemon _daemon;
    private readonly Random _random = new(CommitsPerSecond);

    private LatencyJob(StoreBench bench)
    {
        _bench = bench;
        _daemon = ProjectionDaemon.Start(bench.Log, [Evidence.Projection(Name)]);
    }

    internal static async Task<LatencyJob> PrepareAsync(StoreBench bench)
    {
        await Evidence.CreateTableAsync(bench.OurDatabase, Name);
        var job = new LatencyJob(bench);
        // What the other jobs have stored is taken in first: a backlog is not what is measured here.
        await job._daemon.WaitForPositionAsync(Name, await bench.Log.FindHighWaterMarkAsync());
        return job;
    }

    /// <summary>Commits in small bursts, as many as the rate asks for, and waits for each to be applied.</summary>
    internal async Task<Round> RunAsync(TimeSpan time)
    {
        var (began, due, applied) = (Stopwatch.GetTimestamp(), 0, new List<Task<TimeSpan>>());
        using var timer = new PeriodicTimer(Tick);
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var wanted = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * CommitsPerSecond);
            for (; due < wanted; due++)
            {
                applied.Add(CommitAndWaitAsync());
            }

            await timer.WaitForNextTickAsync();
        }

        var latencies = await Task.WhenAll(applied);
        var elapsed = Stopwatch.GetElapsedTime(began);
        return Round.Of(latencies, elapsed);
    }

    public ValueTask DisposeAsync() => _daemon.DisposeAsync();

    private async Task<TimeSpan> CommitAndWaitAsync()
    {
        var stream = new StreamId(CampaignTable.Tenant, Guid.NewGuid());
        var happened = new EventData(Guid.NewGuid(), "evidence_added", _bench.Payloads.AnyEvent(_random));
        var metadata = new EventMetadata(SystemClock.Instance.GetCurrentInstant(), "anna", "triage");
        var result = await _bench.Log.CommitAsync(new Commit(
            Guid.NewGuid(), [new StreamAppend(stream, "campaign", ExpectedVersion.NoStream, [happened], metadata)]));
        var acknowledged = Stopwatch.GetTimestamp();
        await _daemon.WaitForPositionAsync(Name, ((CommitResult.Stored)result).Appends[0].FirstPosition);
        return Stopwatch.GetElapsedTime(acknowledged);
    }
}
