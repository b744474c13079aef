using System.Globalization;
using System.Text.RegularExpressions;

namespace Attribution.Tidy.Tests;

/// <summary>What holds for the documents: decisions are numbered, and links lead somewhere.</summary>
public static partial class DocumentRules
{
    private const string Decisions = "docs/decisions";

    /// <summary>Decisions are <c>0001-title.md</c> and so on, without a gap and without two of one number.</summary>
    public static IEnumerable<Finding> DecisionNumbers(IEnumerable<string> paths)
    {
        var expected = 1;
        foreach (var path in paths.Where(IsDecision).Order(StringComparer.Ordinal))
        {
            var name = NumberedTitle().Match(Path.GetFileName(path));
            if (!name.Success)
            {
                yield return new Finding(path, 0, "a decision is named like 0001-what-was-decided.md");
                continue;
            }

            var number = int.Parse(name.Groups["number"].Value, CultureInfo.InvariantCulture);
            if (number != expected)
            {
                yield return new Finding(path, 0, $"the next number is {expected:0000}");
            }

            expected = number + 1;
        }
    }

    /// <summary>
    /// Relative links name a file or folder of the repository, and links within a page one of its headings.
    /// </summary>
    public static IEnumerable<Finding> DeadLinks(TextFile page, Func<string, bool> exists)
    {
        var text = CodeBlock().Replace(page.Text, found => new string('\n', found.Value.Count(c => c == '\n')));
        var headings = Heading().Matches(text)
            .Select(match => Anchor(match.Groups["title"].Value))
            .ToHashSet(StringComparer.Ordinal);
        return
            from line in (page with { Text = text }).Lines
            from Match link in Link().Matches(line.Text)
            let target = link.Groups["target"].Value
            where !Leads(page, target, headings, exists)
            select new Finding(page.Path, line.Number, $"the link to {target} leads nowhere");
    }

    private static bool IsDecision(string path) =>
        path.StartsWith($"{Decisions}/", StringComparison.Ordinal)
        && path.EndsWith(".md", StringComparison.Ordinal)
        && Path.GetFileName(path) != "README.md";

    private static bool Leads(TextFile page, string target, HashSet<string> headings, Func<string, bool> exists)
    {
        if (Absolute().IsMatch(target))
        {
            return true;
        }

        if (target.StartsWith('#'))
        {
            return headings.Contains(target[1..]);
        }

        var path = Uri.UnescapeDataString(target.Split('#', '?')[0]);
        return exists(path.StartsWith('/') ? path[1..] : Path.Combine(page.Folder, path));
    }

    /// <summary>As GitHub makes it from a heading.</summary>
    private static string Anchor(string title) =>
        NotInAnchor().Replace(title.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\A(?<number>\d{4})-[a-z0-9-]+\.md\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberedTitle();

    [GeneratedRegex(
        @"^(?<fence>```|~~~).*?^\k<fence>",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^#+\s+(?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<!`)\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\A([a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Absolute();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchor();
}
