using System.Collections.Immutable;
using System.Diagnostics;
using Attribution.Benchmarks.Measuring;

namespace Attribution.Benchmarks.EventStore;

/// <summary>
/// How fast the event store is, against plain statements on the same tables in the same run (issue: the foundation).
/// Only the ratios mean something on a machine that others use as well.
/// </summary>
internal static class EventStoreSuite
{
    private const int Seed = 20260301;
    private const int BulkStreams = 5_000;
    private const int ManyCallers = 32;

    internal static readonly Suite Suite = new(
        "eventstore",
        "the event store against plain statements: --embedded [--socket] | --connection TEXT, "
        + "[--jobs append,start,append-1,start-1,bulk,fold,latency,rebuild] [--seconds N] [--rounds N] [--pool N] "
        + "[--json FILE]",
        RunAsync);

    private static readonly ImmutableArray<(string Name, Job RunAsync)> Jobs =
    [
        ("append", AppendAsync(ManyCallers, new Target(MinRatio: 3.5, P99MsMax: 10))),
        ("start", StartAsync(ManyCallers, new Target(MinRatio: 3))),
        ("append-1", AppendAsync(callers: 1, new Target(MinRatio: 1))),
        ("start-1", StartAsync(callers: 1, new Target(MinRatio: 1))),
        ("bulk", BulkAsync),
        ("fold", FoldAsync),
        ("latency", LatencyAsync),
        ("rebuild", RebuildAsync),
    ];

    private delegate Task<JobResult> Job(StoreBench bench, Schedule schedule, CancellationToken cancellation);

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var chosen = arguments.Text("jobs")?.Split(',') ?? [.. Jobs.Select(job => job.Name)];
        if (chosen.FirstOrDefault(name => Jobs.All(job => job.Name != name)) is { } unknown)
        {
            var known = string.Join(", ", Jobs.Select(job => job.Name));
            throw new UsageError($"There is no job {unknown}; there are {known}.");
        }

        var schedule = new Schedule(
            TimeSpan.FromSeconds(arguments.Number("seconds", 3)), arguments.Number("rounds", 5));
        var poolSize = arguments.Number("pool", 16);
        var jsonFile = arguments.Text("json");
        await using var server = await BenchmarkServer.StartAsync(arguments, cancellation);
        arguments.ThrowIfAnyIsUnknown();
        await using var bench = await StoreBench.PrepareAsync(server, poolSize, Seed);
        var results = new List<JobResult>();
        foreach (var (_, run) in Jobs.Where(job => chosen.Contains(job.Name)))
        {
            results.Add(await run(bench, schedule, cancellation));
        }

        var report = new Report(await server.DescribeAsync(), results);
        Console.WriteLine(report.Table());
        if (jsonFile is not null)
        {
            await File.WriteAllTextAsync(jsonFile, report.Json(), cancellation);
        }

        return results.All(result => result.Reached) ? 0 : 1;
    }

    private static Job AppendAsync(int callers, Target target) =>
        (bench, schedule, cancellation) => Comparison.RunAsync(
            $"append 1 event + document, {callers} callers",
            "commits",
            target,
            schedule.Rounds,
            () => Round.OfCallersAsync(callers, schedule.Time, bench.Ours.AppendOneAsync),
            () => Round.OfCallersAsync(callers, schedule.Time, bench.Plain.AppendOneAsync),
            cancellation);

    private static Job StartAsync(int callers, Target target) =>
        (bench, schedule, cancellation) => Comparison.RunAsync(
            $"start stream with 3 events + document, {callers} callers",
            "commits",
            target,
            schedule.Rounds,
            () => Round.OfCallersAsync(callers, schedule.Time, bench.Ours.StartAsync),
            () => Round.OfCallersAsync(callers, schedule.Time, bench.Plain.StartAsync),
            cancellation);

    private static Task<JobResult> BulkAsync(StoreBench bench, Schedule schedule, CancellationToken cancellation) =>
        Comparison.RunAsync(
            "bulk load",
            "events",
            new Target(MinRatio: 0.85),
            schedule.Rounds,
            () => bench.BulkLoadAsync(BulkStreams),
            () => bench.PlainCopyAsync(BulkStreams),
            cancellation);

    private static async Task<JobResult> FoldAsync(StoreBench bench, Schedule schedule, CancellationToken cancellation)
    {
        var fold = await FoldJob.PrepareAsync(bench);
        return await Comparison.RunAsync(
            $"fold a stream of {FoldJob.EventCount} events",
            "streams",
            new Target(P50MsMax: 5),
            schedule.Rounds,
            () => Round.OfCallersAsync(callers: 1, schedule.Time, _ => fold.RunAsync()),
            baseline: null,
            cancellation);
    }

    private static async Task<JobResult> LatencyAsync(
        StoreBench bench, Schedule schedule, CancellationToken cancellation)
    {
        await using var latency = await LatencyJob.PrepareAsync(bench);
        return await Comparison.RunAsync(
            $"commit to asynchronous projection, {LatencyJob.CommitsPerSecond:N0} commits/s",
            "events",
            new Target(P50MsMax: 20, P99MsMax: 100),
            schedule.Rounds,
            () => latency.RunAsync(schedule.Time),
            baseline: null,
            cancellation);
    }

    private static async Task<JobResult> RebuildAsync(
        StoreBench bench, Schedule schedule, CancellationToken cancellation)
    {
        await using var rebuild = await RebuildJob.PrepareAsync(bench.Server, bench.Payloads, Seed);
        var result = await Comparison.RunAsync(
            $"rebuild of {RebuildJob.Events:N0} events into {RebuildJob.Streams:N0} documents",
            "events",
            new Target(MinPerSecond: 130_000),
            schedule.Rounds,
            rebuild.RunAsync,
            baseline: null,
            cancellation);
        using var process = Process.GetCurrentProcess();
        await Console.Error.WriteLineAsync(
            $"working set of this process at its highest, in all jobs so far: {process.PeakWorkingSet64 >> 20:N0} MB");
        return result;
    }
}
