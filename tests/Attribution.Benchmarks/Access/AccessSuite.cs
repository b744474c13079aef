using Attribution.App.Lists;
using Attribution.Benchmarks.Measuring;
using Attribution.Benchmarks.Tracking;
using Attribution.Domain.Access;
using Comparison = Attribution.Benchmarks.Measuring.Comparison;

namespace Attribution.Benchmarks.Access;

/// <summary>What access costs: both walls on the list of campaigns, and tokens at the door.</summary>
internal static class AccessSuite
{
    private const double PageRatioMin = 1 / 1.15;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    internal static readonly Suite Suite = new(
        "access",
        "what access costs: --embedded [--socket] | --connection TEXT, [--jobs pages,door] [--campaigns N] "
        + "[--seconds N] [--rounds N] [--json FILE]",
        RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var jobs = arguments.Text("jobs")?.Split(',') ?? ["pages", "door"];
        var schedule = new Schedule(
            TimeSpan.FromSeconds(arguments.Number("seconds", 2)), arguments.Number("rounds", 5));
        var campaigns = arguments.Number("campaigns", 1_000_000);
        var jsonFile = arguments.Text("json");
        await using var server = await BenchmarkServer.StartAsync(arguments, cancellation);
        arguments.ThrowIfAnyIsUnknown();
        var results = new List<JobResult>();
        if (jobs.Contains("pages"))
        {
            results.AddRange(await PagesAsync(server, campaigns, schedule, cancellation));
        }

        if (jobs.Contains("door"))
        {
            results.AddRange(await DoorAsync(server, schedule, cancellation));
        }

        var report = new Report(await server.DescribeAsync(), results);
        Console.WriteLine(report.Table());
        if (jsonFile is not null)
        {
            await File.WriteAllTextAsync(jsonFile, report.Json(), cancellation);
        }

        return results.All(result => result.Reached) ? 0 : 1;
    }

    private static async Task<IReadOnlyList<JobResult>> DoorAsync(
        BenchmarkServer server, Schedule schedule, CancellationToken cancellation)
    {
        await using var bench = await DoorBench.StartAsync(server);
        // The optimising compiler shall have seen both before they are compared.
        await bench.WithTokenAsync(WarmUp);
        await bench.WithoutAsync(WarmUp);
        return
        [
            await RunAsync("smallest request: token / none", new Target(MinRatio: 0.8), bench.WithoutAsync),
            await RunAsync("smallest request: host / bare engine", new Target(), bench.BareAsync),
        ];

        Task<JobResult> RunAsync(string job, Target target, Func<TimeSpan, Task<Round>> without) => Comparison.RunAsync(
            job,
            "requests",
            target,
            schedule.Rounds,
            () => bench.WithTokenAsync(schedule.Time),
            () => without(schedule.Time),
            cancellation);
    }

    private static async Task<IReadOnlyList<JobResult>> PagesAsync(
        BenchmarkServer server, int campaigns, Schedule schedule, CancellationToken cancellation)
    {
        await using var bench = new PageBench(await ManyTenants.CreateAsync(server, campaigns));
        var target = new Target(MinRatio: PageRatioMin);
        return
        [
            await PageAsync("page, sees all of the tenant", ManyTenants.SeesAll, Filter.Everything, target),
            await PageAsync("page, sees half of it", ManyTenants.SeesHalf, Filter.Everything, new Target()),
            await PageAsync("page with filters, sees all", ManyTenants.SeesAll, TrackingBench.Filters, target),
            await RunAsync(
                "page and total, sees all",
                () => bench.TotalAsync(ManyTenants.SeesAll, Filter.Everything),
                () => bench.PlainTotalAsync(ManyTenants.SeesAll, Filter.Everything),
                new Target()),
            await RecordedAsync("page: one in ten recorded / none", always: false),
            await RecordedAsync("page: every one recorded / none", always: true),
        ];

        Task<JobResult> RecordedAsync(string job, bool always) => RunAsync(
            job,
            () => bench.RecordedPageAsync(ManyTenants.SeesAll, always),
            () => bench.PageAsync(ManyTenants.SeesAll, Filter.Everything),
            new Target());

        Task<JobResult> PageAsync(string job, Principal caller, Filter filter, Target wanted) => RunAsync(
            job, () => bench.PageAsync(caller, filter), () => bench.PlainPageAsync(caller, filter), wanted);

        Task<JobResult> RunAsync(string job, Func<Task> ours, Func<Task> plain, Target wanted) => Comparison.RunAsync(
            job,
            "pages",
            wanted,
            schedule.Rounds,
            () => Round.OfCallersAsync(callers: 1, schedule.Time, _ => ours()),
            () => Round.OfCallersAsync(callers: 1, schedule.Time, _ => plain()),
            cancellation);
    }
}
