using Attribution.EventStore;

namespace Attribution.Benchmarks.Soak;

/// <summary>The soak from the command line: as long and with as many seeds as one likes.</summary>
internal static class SoakSuite
{
    internal static readonly Suite Suite = new(
        "soak",
        "writers that are hammering and breaking: [--fault None|KillWriters|KillServer|KillBackends] [--processes N] "
        + "[--writers N] [--streams N] [--seconds N] [--seed N] [--seeds N]",
        RunAsync);

    internal static readonly Suite Writer = new("soak-writer", "one writer process; started by soak", WriteAsync);

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var fault = Enum.Parse<SoakFault>(arguments.Text("fault") ?? nameof(SoakFault.None), ignoreCase: true);
        var options = new SoakOptions(
            arguments.Number("processes", 4),
            arguments.Number("writers", 8),
            arguments.Number("streams", 20),
            TimeSpan.FromSeconds(arguments.Number("seconds", 10)),
            arguments.Number("seed", Environment.TickCount & 0xffff),
            fault);
        var seeds = arguments.Number("seeds", 1);
        arguments.ThrowIfAnyIsUnknown();
        var failed = false;
        for (var seed = options.Seed; seed < options.Seed + seeds && !cancellation.IsCancellationRequested; seed++)
        {
            var report = await new SoakRun(options with { Seed = seed }).RunAsync();
            Console.WriteLine(report);
            failed |= report.Violations.Count > 0;
        }

        return failed ? 1 : 0;
    }

    private static async Task<int> WriteAsync(Arguments arguments, CancellationToken cancellation)
    {
        var connectionString = arguments.Text("connection") ?? throw new UsageError("--connection is missing.");
        using var journal = new SoakJournal(arguments.Text("journal") ?? throw new UsageError("--journal is missing."));
        await using var log = EventLog.Open(connectionString);
        var writer = new SoakWriter(log, journal, arguments.Number("streams", 20), arguments.Number("seed", 1));
        var time = TimeSpan.FromMilliseconds(arguments.Number("milliseconds", 1000));
        await writer.RunAsync(arguments.Number("writers", 8), time);
        return 0;
    }
}
