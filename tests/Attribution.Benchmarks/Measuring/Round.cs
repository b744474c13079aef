using System.Diagnostics;

namespace Attribution.Benchmarks.Measuring;

/// <summary>What one round of one contender showed.</summary>
/// <param name="PerSecond">How much it did in a second.</param>
/// <param name="P50Ms">Half of the operations took at most this long, in milliseconds.</param>
/// <param name="P99Ms">99 of 100 took at most this long, in milliseconds.</param>
internal sealed record Round(double PerSecond, double P50Ms, double P99Ms)
{
    /// <summary>Callers that each begin the next operation when the last has ended, for a given time.</summary>
    /// <param name="callers">How many of them.</param>
    /// <param name="time">How long operations are begun.</param>
    /// <param name="operation">One operation of a caller, whose number it is given.</param>
    internal static async Task<Round> OfCallersAsync(int callers, TimeSpan time, Func<int, Task> operation)
    {
        var began = Stopwatch.GetTimestamp();
        var perCaller = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var latencies = new List<TimeSpan>();
            for (var at = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began, at) < time;)
            {
                await operation(caller);
                var now = Stopwatch.GetTimestamp();
                latencies.Add(Stopwatch.GetElapsedTime(at, now));
                at = now;
            }

            return latencies;
        })));
        return Of([.. perCaller.SelectMany(latencies => latencies)], Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Operations that were timed one by one.</summary>
    /// <param name="latencies">How long each took.</param>
    /// <param name="elapsed">How long all took together.</param>
    internal static Round Of(IReadOnlyCollection<TimeSpan> latencies, TimeSpan elapsed)
    {
        var sorted = latencies.Order().ToArray();
        return new Round(sorted.Length / elapsed.TotalSeconds, Milliseconds(sorted, 0.50), Milliseconds(sorted, 0.99));
    }

    /// <summary>One piece of work that handles a number of things.</summary>
    internal static async Task<Round> OfWorkAsync(long things, Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        var elapsed = Stopwatch.GetElapsedTime(began);
        return new Round(things / elapsed.TotalSeconds, elapsed.TotalMilliseconds, elapsed.TotalMilliseconds);
    }

    /// <summary>The middle of several rounds, each figure by itself: the machine drifts, and one round says
    /// little.</summary>
    internal static Round Median(IReadOnlyList<Round> rounds) => new(
        Middle(rounds, round => round.PerSecond),
        Middle(rounds, round => round.P50Ms),
        Middle(rounds, round => round.P99Ms));

    private static double Middle(IReadOnlyList<Round> rounds, Func<Round, double> figure)
    {
        var sorted = rounds.Select(figure).Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }

    private static double Milliseconds(TimeSpan[] sorted, double share) => sorted.Length == 0
        ? double.NaN
        : sorted[(int)(share * (sorted.Length - 1))].TotalMilliseconds;
}
