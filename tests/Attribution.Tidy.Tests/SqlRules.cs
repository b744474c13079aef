using System.Text.RegularExpressions;

namespace Attribution.Tidy.Tests;

/// <summary>What every SQL file keeps to: one operation, said in its first line, explicit and in use.</summary>
public static partial class SqlRules
{
    public static IEnumerable<Finding> Introduction(TextFile file) =>
        file.Text.StartsWith("-- ", StringComparison.Ordinal)
            ? []
            : [new Finding(file.Path, 1, "the first line says, after --, who calls it and what it guarantees")];

    public static IEnumerable<Finding> SelectStar(TextFile file) =>
        CodeRules.Matching(WithoutText(file), Star(), "name the columns; a new one must not change what this reads");

    public static IEnumerable<Finding> UpperCase(TextFile file) =>
        CodeRules.Matching(WithoutText(file), UpperKeyword(), "SQL is written in lower case");

    /// <summary>
    /// An operation is used when a C# file of its project names it, or an SQL file includes it. A migration is used by
    /// being in line: it lies in <c>Schema/</c> and has a number.
    /// </summary>
    public static IEnumerable<Finding> Unused(TextFile file, IEnumerable<TextFile> codeOfItsProject) =>
        (file.Folder.Split('/').Contains("Schema") && Numbered().IsMatch(file.Name))
            || codeOfItsProject.Any(code => Names(code, Regex.Escape(file.Stem)))
            ? []
            : [new Finding(file.Path, 0, "no C# file of its project names it and no SQL file includes it")];

    private static bool Names(TextFile code, string word) => Regex.IsMatch(
        code.Text,
        code.EndsWith(".sql") ? $@"/\* include {word} \*/" : $@"\b{word}\b",
        RegexOptions.None,
        TimeSpan.FromSeconds(1));

    /// <summary>Comments and quoted text are not SQL; the line numbers stay.</summary>
    private static TextFile WithoutText(TextFile file) =>
        file with
        {
            Text = CommentOrText().Replace(file.Text, found => new string('\n', found.Value.Count(c => c == '\n'))),
        };

    [GeneratedRegex(@"\b(select|returning)\s+(\w+\.)?\*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Star();

    [GeneratedRegex(
        @"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|JOIN|CREATE|TABLE|INDEX|VALUES|RETURNING|ORDER BY|GROUP BY|WITH)\b",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UpperKeyword();

    [GeneratedRegex(@"\A\d+_", RegexOptions.None, 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/|'[^']*'", RegexOptions.Singleline, 1000)]
    private static partial Regex CommentOrText();
}
