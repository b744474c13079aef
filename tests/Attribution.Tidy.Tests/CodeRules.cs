using System.Text.RegularExpressions;

namespace Attribution.Tidy.Tests;

/// <summary>What every C# file keeps to, each rule a function of one file.</summary>
public static partial class CodeRules
{
    public const int LongestLine = 120;
    public const int LongestFile = 300;

    private static readonly HashSet<string> FoldersByKind = new(StringComparer.OrdinalIgnoreCase)
    {
        "Common", "Shared", "Core", "SeedWork", "Helpers", "Utils", "Services", "Managers", "Commands", "Events",
        "Validators", "Dtos", "Interfaces", "Models",
    };

    public static IEnumerable<Finding> LongLines(TextFile file) =>
        from line in file.Lines
        where line.Text.Length > LongestLine
        select new Finding(file.Path, line.Number, $"{line.Text.Length} characters; the limit is {LongestLine}");

    public static IEnumerable<Finding> LongFile(TextFile file)
    {
        var lines = file.Text.TrimEnd('\n').Split('\n').Length;
        return lines > LongestFile
            ? [new Finding(file.Path, 0, $"{lines} lines; a file is one idea and has at most {LongestFile}")]
            : [];
    }

    /// <summary>A name that says "here is more of something" instead of what it is.</summary>
    public static IEnumerable<Finding> EmptyNames(TextFile file) =>
        from line in file.Lines
        from Match type in Declaration().Matches(line.Text)
        where EmptyName().IsMatch(type.Groups["name"].Value)
        select new Finding(file.Path, line.Number, $"\"{type.Groups["name"].Value}\" does not say what it does");

    public static IEnumerable<Finding> FolderByKind(TextFile file) =>
        from part in file.Folder.Split('/')
        where FoldersByKind.Contains(part)
        select new Finding(file.Path, 0, $"the folder {part} groups by kind; group by what belongs to one idea");

    public static IEnumerable<Finding> Regions(TextFile file) =>
        Matching(file, Region(), "a region hides code; split the file or show it");

    public static IEnumerable<Finding> DisabledCode(TextFile file) =>
        Matching(file, CodeInComment(), "this comment looks like code; history keeps what is deleted");

    /// <summary>A wait that is long enough today is too short on a busy machine tomorrow.</summary>
    public static IEnumerable<Finding> Sleeps(TextFile file) =>
        Matching(file, Sleep(), "a test waits for a signal, never for time");

    public static IEnumerable<Finding> SkippedTests(TextFile file) =>
        Matching(file, SkippedTest(), "a test that does not run proves nothing");

    public static IEnumerable<Finding> Matching(TextFile file, Regex pattern, string problem) =>
        from line in file.Lines
        where pattern.IsMatch(line.Text)
        select new Finding(file.Path, line.Number, problem);

    [GeneratedRegex(
        @"\b(class|struct|record|interface|enum)\s+(struct\s+|class\s+)?(?<name>[A-Z]\w*)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();

    [GeneratedRegex(
        @"(Service|Manager|Helper|Helpers|Util|Utils|Utilities)\z|\A(Common|Shared|Core)\z",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^\s*#\s*region\b", RegexOptions.None, 1000)]
    private static partial Regex Region();

    [GeneratedRegex(
        @"^\s*//\s*(var|return|await|using|throw|public|private|internal|if\s*\(|foreach\s*\(|\w+\.\w+\().*[;{]\s*$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodeInComment();

    /// <summary>To wait for ever waits for a cancellation; <c>timers</c> are those of a simulated clock.</summary>
    [GeneratedRegex(
        @"\b(Task\.Delay|Thread\.Sleep)\s*\((?!Timeout\.Infinite)(?!.*, timers\))",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bSkip\s*=(?!=)", RegexOptions.None, 1000)]
    private static partial Regex SkippedTest();
}
