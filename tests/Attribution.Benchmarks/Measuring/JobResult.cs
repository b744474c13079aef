namespace Attribution.Benchmarks.Measuring;

/// <summary>What a job has to reach.</summary>
/// <param name="MinRatio">At least this many times the baseline's rate; null when there is no baseline.</param>
/// <param name="P50MsMax">Half of the operations within this time; null when it does not matter.</param>
/// <param name="P99MsMax">99 of 100 operations within this time; null when it does not matter.</param>
/// <param name="MinPerSecond">At least this rate; null when only the ratio matters.</param>
internal sealed record Target(
    double? MinRatio = null, double? P50MsMax = null, double? P99MsMax = null, double? MinPerSecond = null)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", new[]
    {
        MinRatio is { } ratio ? $">= {ratio:0.00}x" : null,
        MinPerSecond is { } rate ? $">= {rate:N0}/s" : null,
        P50MsMax is { } p50 ? $"p50 <= {p50:0.##} ms" : null,
        P99MsMax is { } p99 ? $"p99 <= {p99:0.##} ms" : null,
    }.OfType<string>());
}

/// <summary>One line of the report.</summary>
internal sealed record JobResult(string Job, string Unit, Round Ours, Round? Baseline, Target Target)
{
    /// <summary>How many times the baseline's rate ours is.</summary>
    public double? Ratio => Baseline is null ? null : Ours.PerSecond / Baseline.PerSecond;

    /// <summary>Whether every part of the target was reached.</summary>
    public bool Reached =>
        (Target.MinRatio is not { } ratio || Ratio >= ratio)
        && (Target.MinPerSecond is not { } rate || Ours.PerSecond >= rate)
        && (Target.P50MsMax is not { } p50 || Ours.P50Ms <= p50)
        && (Target.P99MsMax is not { } p99 || Ours.P99Ms <= p99);
}
