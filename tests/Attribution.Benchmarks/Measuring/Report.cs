using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Attribution.Benchmarks.Measuring;

/// <summary>The results as a table for people and as JSON for programs.</summary>
/// <param name="Machine">What they were measured on.</param>
/// <param name="Results">One for each job.</param>
internal sealed record Report(string Machine, IReadOnlyList<JobResult> Results)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal string Table()
    {
        var rows = Results.Select(Cells).Prepend(
            ["job", "ours", "baseline", "ratio", "p50 ms", "p99 ms", "base p99", "target", "reached"]).ToArray();
        var widths = Enumerable.Range(0, rows[0].Length)
            .Select(column => rows.Max(row => row[column].Length))
            .ToArray();
        var table = new StringBuilder().AppendLine(Machine).AppendLine();
        foreach (var row in rows)
        {
            table.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return table.ToString();
    }

    internal string Json() => JsonSerializer.Serialize(this, Indented);

    private static string[] Cells(JobResult result) =>
    [
        result.Job,
        string.Create(CultureInfo.InvariantCulture, $"{result.Ours.PerSecond:N0} {result.Unit}/s"),
        result.Baseline is { } plain ? plain.PerSecond.ToString("N0", CultureInfo.InvariantCulture) : "-",
        result.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "-",
        result.Ours.P50Ms.ToString("0.00", CultureInfo.InvariantCulture),
        result.Ours.P99Ms.ToString("0.00", CultureInfo.InvariantCulture),
        result.Baseline is { } other ? other.P99Ms.ToString("0.00", CultureInfo.InvariantCulture) : "-",
        result.Target.ToString(),
        result.Reached ? "yes" : "NO",
    ];
}
