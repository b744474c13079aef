using System.Text.RegularExpressions;

namespace Attribution.Domain.KillChain;

/// <summary>ATT&amp;CK technique ids: <c>T1003</c>, and <c>T1003.001</c> for a sub-technique of it.</summary>
public static partial class TechniqueId
{
    public static bool IsWellFormed(string? text) => text is not null && Whole().IsMatch(text);

    /// <summary>The one spelling of an id: trimmed, upper-case.</summary>
    public static string Normalise(string text) => text.Trim().ToUpperInvariant();

    /// <summary>The technique a sub-technique belongs to; a technique is its own.</summary>
    public static string ParentOf(string id) =>
        id.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? id[..dot] : id;

    /// <summary>The ids found in running text such as a label or a tag (<c>attack.t1003.001</c>), in order.</summary>
    public static IEnumerable<string> FindIn(string? text) =>
        string.IsNullOrEmpty(text) ? [] : Anywhere().Matches(text).Select(match => match.Value.ToUpperInvariant());

    [GeneratedRegex(@"\AT[0-9]{4}(?:\.[0-9]{3})?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Whole();

    // No letter or digit may touch the id, or a hash would be full of techniques.
    [GeneratedRegex(
        @"(?<![0-9A-Za-z])[Tt][0-9]{4}(?:\.[0-9]{3})?(?![0-9A-Za-z])",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Anywhere();
}
