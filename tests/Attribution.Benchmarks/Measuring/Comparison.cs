namespace Attribution.Benchmarks.Measuring;

/// <summary>How long and how often each side is measured.</summary>
/// <param name="Time">One round of one side.</param>
/// <param name="Rounds">How many of each; the median counts.</param>
internal sealed record Schedule(TimeSpan Time, int Rounds);

/// <summary>Measures two sides in turns, so that both see the same good and bad minutes of the machine.</summary>
internal static class Comparison
{
    internal static async Task<JobResult> RunAsync(
        string job, string unit, Target target, int rounds, Func<Task<Round>> ours, Func<Task<Round>>? baseline,
        CancellationToken cancellation)
    {
        // The first turn of each makes code and plans ready and is not counted.
        await ours();
        await (baseline?.Invoke() ?? Task.CompletedTask);
        var (ourRounds, baselineRounds) = (new List<Round>(), new List<Round>());
        for (var round = 0; round < rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (baseline is not null)
            {
                baselineRounds.Add(await baseline());
            }

            ourRounds.Add(await ours());
        }

        var result = new JobResult(
            job, unit, Round.Median(ourRounds), baseline is null ? null : Round.Median(baselineRounds), target);
        await Console.Error.WriteLineAsync($"{job}: {result.Ours.PerSecond:N0} {unit}/s, ratio {result.Ratio:0.00}");
        return result;
    }
}
