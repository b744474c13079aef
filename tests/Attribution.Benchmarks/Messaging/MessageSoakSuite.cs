namespace Attribution.Benchmarks.Messaging;

/// <summary>The soak of messages from the command line: as many messages and seeds as one likes.</summary>
internal static class MessageSoakSuite
{
    internal static readonly Suite Suite = new(
        "message-soak",
        "two servers that are killed while messages come: --program attribution.dll [--messages N] [--fault-seconds N] "
        + "[--seed N] [--seeds N] [--broker amqp://...]",
        RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var options = new MessageSoakOptions(
            Path.GetFullPath(arguments.Text("program") ?? throw new UsageError("--program is missing.")),
            arguments.Number("messages", 200_000),
            arguments.Number("fault-seconds", 5),
            arguments.Number("seed", Environment.TickCount & 0xffff))
        {
            Broker = arguments.Text("broker") is { } broker ? new Uri(broker) : null,
        };
        var seeds = arguments.Number("seeds", 1);
        arguments.ThrowIfAnyIsUnknown();
        var failed = false;
        for (var seed = options.Seed; seed < options.Seed + seeds && !cancellation.IsCancellationRequested; seed++)
        {
            var report = await new MessageSoakRun(options with { Seed = seed }).RunAsync();
            Console.WriteLine(report);
            failed |= report.Violations.Count > 0;
        }

        return failed ? 1 : 0;
    }
}
