using System.Collections.Immutable;
using Attribution.Benchmarks.Measuring;
using RecordFilters = Attribution.App.Lists.RecordFilters;

namespace Attribution.Benchmarks.Tracking;

/// <summary>How fast campaigns are stored, found and walked, and hypotheses supported. The machine's other users are in
/// the figures.</summary>
internal static class TrackingSuite
{
    private const int Seed = 20260301;
    private const int Senders = 32;
    private const int GraphCampaigns = 5_000;
    private const int Relationships = 500;

    internal static readonly Suite Suite = new(
        "attribution",
        "campaigns stored, found and walked: --embedded [--socket] | --connection TEXT, "
        + "[--jobs promote,support,page,text,graph,fold] [--campaigns N] [--keep DATABASE] "
        + "[--seconds N] [--rounds N] [--json FILE]",
        RunAsync);

    private static readonly ImmutableArray<string> Jobs = ["promote", "support", "page", "text", "graph", "fold"];

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var chosen = arguments.Text("jobs")?.Split(',') ?? [.. Jobs];
        if (chosen.FirstOrDefault(name => !Jobs.Contains(name)) is { } unknown)
        {
            throw new UsageError($"There is no job {unknown}; there are {string.Join(", ", Jobs)}.");
        }

        var schedule = new Schedule(
            TimeSpan.FromSeconds(arguments.Number("seconds", 3)), arguments.Number("rounds", 5));
        var campaigns = arguments.Number("campaigns", 100_000);
        var kept = arguments.Text("keep");
        var jsonFile = arguments.Text("json");
        await using var server = await BenchmarkServer.StartAsync(arguments, cancellation);
        arguments.ThrowIfAnyIsUnknown();
        var results = new List<JobResult>();
        if (chosen.Contains("promote"))
        {
            results.Add(await PromoteAsync(server, schedule, cancellation));
        }

        if (chosen.Contains("support"))
        {
            results.Add(await SupportAsync(server, schedule, cancellation));
        }

        if (chosen.Contains("page") || chosen.Contains("text"))
        {
            results.AddRange(await FindAsync(server, campaigns, kept, chosen, schedule, cancellation));
        }

        if (chosen.Contains("graph") || chosen.Contains("fold"))
        {
            results.AddRange(await WalkAndFoldAsync(server, chosen, schedule, cancellation));
        }

        var report = new Report(await server.DescribeAsync(), results);
        Console.WriteLine(report.Table());
        if (jsonFile is not null)
        {
            await File.WriteAllTextAsync(jsonFile, report.Json(), cancellation);
        }

        return results.All(result => result.Reached) ? 0 : 1;
    }

    private static async Task<JobResult> PromoteAsync(
        BenchmarkServer server, Schedule schedule, CancellationToken cancellation)
    {
        await using var job = await PromotionJob.PrepareAsync(server);
        return await Comparison.RunAsync(
            $"promote a cluster of 20 indicators, {Senders} senders",
            "promotions",
            new Target(MinPerSecond: 4_000),
            schedule.Rounds,
            () => Round.OfCallersAsync(Senders, schedule.Time, _ => job.PromoteAsync()),
            baseline: null,
            cancellation);
    }

    private static async Task<JobResult> SupportAsync(
        BenchmarkServer server, Schedule schedule, CancellationToken cancellation)
    {
        await using var job = await SupportJob.PrepareAsync(server);
        return await Comparison.RunAsync(
            $"support one hypothesis, {SupportJob.People} people at once",
            "items",
            new Target(MinPerSecond: 1_500),
            schedule.Rounds,
            async () =>
            {
                await job.ProposeAsync();
                var round = await Round.OfCallersAsync(SupportJob.People, schedule.Time, job.SupportAsync);
                await job.CheckAsync();
                return round;
            },
            baseline: null,
            cancellation);
    }

    private static async Task<IReadOnlyList<JobResult>> FindAsync(
        BenchmarkServer server,
        int campaigns,
        string? kept,
        string[] chosen,
        Schedule schedule,
        CancellationToken cancellation)
    {
        var load = new CampaignLoad(Seed, indicatorsEach: 2);
        await using var bench = kept is null
            ? await TrackingBench.PrepareAsync(server, "campaigns", load, campaigns)
            : await TrackingBench.PrepareKeptAsync(server, kept, load, campaigns);
        var results = new List<JobResult>();
        if (chosen.Contains("page"))
        {
            var target = new Target(P50MsMax: campaigns > 100_000 ? 15 : 8);
            results.Add(await OneAsync(
                $"page of 20 with filters and total, {campaigns:N0} campaigns",
                target,
                () => bench.PageAsync(TrackingBench.Filters, expectedLeast: 1)));
        }

        if (chosen.Contains("text"))
        {
            results.Add(await OneAsync(
                $"page of 20 by two words and total, {campaigns:N0} campaigns",
                new Target(P50MsMax: 30),
                () => bench.PageAsync(RecordFilters.HasWords(CampaignLoad.Phrase), expectedLeast: campaigns / 1_000)));
        }

        return results;

        Task<JobResult> OneAsync(string name, Target target, Func<Task> operation) => Comparison.RunAsync(
            name,
            "pages",
            target,
            schedule.Rounds,
            () => Round.OfCallersAsync(callers: 1, schedule.Time, _ => operation()),
            baseline: null,
            cancellation);
    }

    private static async Task<IReadOnlyList<JobResult>> WalkAndFoldAsync(
        BenchmarkServer server, string[] chosen, Schedule schedule, CancellationToken cancellation)
    {
        var load = new CampaignLoad(Seed, indicatorsEach: 20);
        var centre = Guid.NewGuid();
        await using var bench = await TrackingBench.PrepareAsync(
            server, "graph", load, GraphCampaigns, load.WithRelationships(centre, Relationships));
        var results = new List<JobResult>();
        if (chosen.Contains("graph"))
        {
            await Console.Error.WriteLineAsync($"The walk answers {await bench.WalkAsync(centre)} relationships.");
            results.Add(await OneAsync(
                $"3 steps around a campaign with {Relationships} relationships, of {GraphCampaigns:N0} campaigns",
                "walks",
                new Target(P50MsMax: 40),
                () => bench.WalkAsync(centre)));
        }

        if (chosen.Contains("fold"))
        {
            var fold = await HypothesisFoldJob.PrepareAsync(bench.Log, bench.Reads, centre);
            var of = $"a hypothesis of {HypothesisFoldJob.EventCount:N0} events as of an instant";
            results.Add(await OneAsync($"fold {of}", "folds", new Target(P50MsMax: 6), fold.FoldAsync));
            results.Add(await OneAsync($"read {of}, as a caller", "reads", new Target(), fold.ReadAsync));
        }

        return results;

        Task<JobResult> OneAsync(string name, string unit, Target target, Func<Task> operation) =>
            Comparison.RunAsync(
                name,
                unit,
                target,
                schedule.Rounds,
                () => Round.OfCallersAsync(callers: 1, schedule.Time, _ => operation()),
                baseline: null,
                cancellation);
    }
}
