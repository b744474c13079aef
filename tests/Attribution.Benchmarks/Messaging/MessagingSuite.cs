using Attribution.Benchmarks.Measuring;

namespace Attribution.Benchmarks.Messaging;

/// <summary>How fast the durable queue gives out and finishes messages, and whether it minds how many wait.</summary>
internal static class MessagingSuite
{
    private const int Few = 1_000;
    private const int ManyWaiting = 1_000_000;

    internal static readonly Suite Suite = new(
        "messaging",
        "the durable queue: --embedded [--socket] | --connection TEXT, [--waiting N] [--rounds N] [--json FILE]",
        RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var (waiting, rounds) = (arguments.Number("waiting", ManyWaiting), arguments.Number("rounds", 5));
        var jsonFile = arguments.Text("json");
        await using var server = await BenchmarkServer.StartAsync(arguments, cancellation);
        arguments.ThrowIfAnyIsUnknown();
        await using var bench = await QueueBench.PrepareAsync(server);
        var results = new List<JobResult>();
        foreach (var (batch, target) in new[] { (1, new Target()), (10, new Target()), (100, new Target()) })
        {
            results.Add(await Comparison.RunAsync(
                $"claim and finish, {batch} at a time, 2 nodes", "messages", target, rounds,
                () => DrainAsync(bench, "few", batch), baseline: null, cancellation));
        }

        await bench.FillAsync("many", waiting);
        results.Add(await Comparison.RunAsync(
            $"the same, 10 at a time, {waiting:N0} waiting, against {Few:N0}", "messages", new Target(MinRatio: 0.8),
            rounds, () => DrainAsync(bench, "many", 10), () => DrainAsync(bench, "few", 10), cancellation));

        var report = new Report(await server.DescribeAsync(), results);
        Console.WriteLine(report.Table());
        if (jsonFile is not null)
        {
            await File.WriteAllTextAsync(jsonFile, report.Json(), cancellation);
        }

        return results.All(result => result.Reached) ? 0 : 1;
    }

    /// <summary>What is drained was put there before the clock starts.</summary>
    private static async Task<Round> DrainAsync(QueueBench bench, string queue, int batch)
    {
        await bench.FillAsync(queue, Few);
        return await Round.OfWorkAsync(Few, () => bench.DrainAsync(queue, Few, batch));
    }
}
