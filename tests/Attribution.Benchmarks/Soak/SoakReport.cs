using System.Globalization;

namespace Attribution.Benchmarks.Soak;

/// <summary>What a run found.</summary>
/// <param name="Options">The run.</param>
/// <param name="Stored">How many events the log holds.</param>
/// <param name="Acknowledged">How many of them a writer was told about.</param>
/// <param name="Denied">How many events a writer was told are not stored.</param>
/// <param name="Gaps">How many positions were drawn and never used.</param>
/// <param name="Faults">How often something was broken.</param>
/// <param name="Violations">Every promise that was not kept; empty when all were.</param>
internal sealed record SoakReport(
    SoakOptions Options, long Stored, long Acknowledged, long Denied, long Gaps, int Faults,
    IReadOnlyList<string> Violations)
{
    private const int ShownMax = 20;

    /// <inheritdoc/>
    public override string ToString()
    {
        var told = string.Create(
            CultureInfo.InvariantCulture, $"{Stored} events stored, {Acknowledged} acknowledged, {Denied} denied");
        var found = string.Create(
            CultureInfo.InvariantCulture, $"{Gaps} positions unused, {Faults} faults, {Violations.Count} violations");
        var summary = string.Create(
            CultureInfo.InvariantCulture, $"seed {Options.Seed}, {Options.Fault}: {told}, {found}");
        return string.Join("\n  ", Violations.Take(ShownMax).Prepend(summary));
    }
}
