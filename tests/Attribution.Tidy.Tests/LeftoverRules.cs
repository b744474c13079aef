using System.Text.RegularExpressions;

namespace Attribution.Tidy.Tests;

/// <summary>What must not stay behind in any file.</summary>
public static partial class LeftoverRules
{
    public static IEnumerable<Finding> Markers(TextFile file) =>
        CodeRules.Matching(file, Marker(), "a marker for later: do it now, or open an issue and link it");

    /// <summary>A path that exists on one machine only.</summary>
    public static IEnumerable<Finding> MachinePaths(TextFile file) =>
        CodeRules.Matching(file, MachinePath(), "a path of somebody's machine");

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();

    /// <summary>Brackets keep the pattern from finding itself. A container's own user lives in <c>app</c>.</summary>
    [GeneratedRegex(
        @"(?<![\w.*}$)-])(/[w]ork/|/tmp/[w]t\b|/[U]sers/\w|/[h]ome/(?!app\b)\w|/[r]oot/)|\b[A-Z]:\\[U]sers\\",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();
}
