using Attribution.Benchmarks.Soak;

namespace Attribution.EventStore.Tests.Faults;

/// <summary>A few seconds of what <c>dotnet run --project tests/Attribution.Benchmarks -- soak</c> does for hours: real
/// processes write to the same streams, and something is killed.</summary>
public sealed class SoakTests
{
    [Theory]
    [InlineData(nameof(SoakFault.None))]
    [InlineData(nameof(SoakFault.KillWriters))]
    [InlineData(nameof(SoakFault.KillServer))]
    [InlineData(nameof(SoakFault.KillBackends))]
    public async Task Every_promise_is_kept(string fault)
    {
        var seed = Random.Shared.Next(1, 1_000_000);
        var report = await new SoakRun(new SoakOptions(
            Processes: 4, Writers: 8, Streams: 12, TimeSpan.FromSeconds(3), seed, Enum.Parse<SoakFault>(fault)))
                .RunAsync();

        report.Violations.ShouldBeEmpty(report.ToString());
        report.Acknowledged.ShouldBeGreaterThan(0, report.ToString());
        if (report.Options.Fault == SoakFault.None)
        {
            // Where much is killed in a short time, so little is written that nobody may have been in another's way.
            report.Denied.ShouldBeGreaterThan(0, report.ToString());
        }
    }
}
