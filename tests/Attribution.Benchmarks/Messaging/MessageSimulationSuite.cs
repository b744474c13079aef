using System.Diagnostics;
using Attribution.Messaging.Tests.Simulation;

namespace Attribution.Benchmarks.Messaging;

/// <summary>The simulation of the delivery node from the command line: as many seeds as one likes. One that fails does
/// not end it.</summary>
internal static class MessageSimulationSuite
{
    private const int SeedsBetweenLines = 500;

    internal static readonly Suite Suite = new(
        "message-simulation", "the delivery node in a world of accidents: [--seed N] [--seeds N]", RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var (first, seeds) = (arguments.Number("seed", 1), arguments.Number("seeds", 5_000));
        arguments.ThrowIfAnyIsUnknown();
        var (began, run, failed) = (Stopwatch.GetTimestamp(), 0, 0);
        while (run < seeds && !cancellation.IsCancellationRequested)
        {
            failed += await CameToAGoodEndAsync(first + run) ? 0 : 1;
            if (++run % SeedsBetweenLines == 0 || run == seeds)
            {
                Console.WriteLine($"{run} seeds, {failed} failed, {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s");
            }
        }

        return failed > 0 ? 1 : 0;
    }

    private static async Task<bool> CameToAGoodEndAsync(int seed)
    {
        try
        {
            await new Simulator(seed, new ModelBackend()).RunAsync();
            return true;
        }
        catch (Exception broken)
        {
            // Whatever it is, it is what was looked for.
            await Console.Error.WriteLineAsync($"seed {seed}: {broken}");
            return false;
        }
    }
}
