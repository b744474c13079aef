using Attribution.Benchmarks.Measuring;

namespace Attribution.Benchmarks.Domain;

/// <summary>What the pure decisions and computations cost, without a database.</summary>
internal static class DomainSuite
{
    private const int Rounds = 5;

    internal static Suite Suite { get; } =
        new("domain", "Pure computations: kill chains. [--seconds 2]", RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var schedule = new Schedule(TimeSpan.FromSeconds(arguments.Number("seconds", otherwise: 2)), Rounds);
        arguments.ThrowIfAnyIsUnknown();
        var results = new[] { await KillChainJob.RunAsync(schedule, cancellation) };
        Console.Write(new Report(
            $"{Environment.ProcessorCount} processors, .NET {Environment.Version}", results).Table());
        return results.All(result => result.Reached) ? 0 : 1;
    }
}
