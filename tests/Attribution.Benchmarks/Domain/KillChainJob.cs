using Attribution.App.KillChain.Releases;
using Attribution.Benchmarks.Measuring;
using Attribution.Domain.KillChain;
using NodaTime;

namespace Attribution.Benchmarks.Domain;

/// <summary>The progression of a campaign of 200 techniques, each seen twice, through the shipped release.</summary>
internal static class KillChainJob
{
    private const int Techniques = 200;

    internal static Task<JobResult> RunAsync(Schedule schedule, CancellationToken cancellation)
    {
        var release = AttackCatalogue.Shipped.Release;
        var observations = Observations(release);
        return Measuring.Comparison.RunAsync(
            $"kill chain of {Techniques} techniques",
            "chains",
            new Target(P50MsMax: 0.2),
            schedule.Rounds,
            () => Round.OfCallersAsync(1, schedule.Time, _ => Compute(release, observations)),
            baseline: null,
            cancellation);
    }

    private static Task Compute(AttackRelease release, Observation[] observations) =>
        Progression.Of(release, observations).Phases.Length > 0
            ? Task.CompletedTask
            : throw new InvalidOperationException("Nothing was counted.");

    private static Observation[] Observations(AttackRelease release)
    {
        var first = Instant.FromUtc(2026, 1, 1, 0, 0);
        return
        [
            .. release.Techniques
                .Where(technique => technique.IsCurrent)
                .OrderBy(technique => technique.Id, StringComparer.Ordinal)
                .Take(Techniques)
                .SelectMany((technique, number) => new[]
                {
                    new Observation(technique.Id, first + Duration.FromDays(number), number),
                    new Observation(technique.Id, first + Duration.FromDays(number + 30), number),
                }),
        ];
    }
}
