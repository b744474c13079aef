using System.Text.RegularExpressions;

namespace Attribution.Tidy.Tests;

/// <summary>
/// Codes of errors are a promise: each that the sources can give is explained on one page, and the page promises no
/// other. A code is a quoted text of upper case and underscores; <see cref="OtherWords"/> lists those that are
/// something else, so that a new code cannot be overlooked.
/// </summary>
public static partial class ErrorCodeRules
{
    /// <summary>Where texts in upper case are no codes; without words, none in that file or folder is.</summary>
    public static IReadOnlyList<(string Path, string Words)> OtherWords { get; } =
    [
        ("src/Attribution.Api/CommandLine/DatabaseAddress.cs", ""),
        ("src/Attribution.Api/Hosting/SecurityHeaders.cs", "DENY"),
        ("src/Attribution.Api/Hosting/Telemetry.cs", "OTEL_EXPORTER_OTLP_ENDPOINT"),
        ("src/Attribution.Api/Messages/MessageJson.cs", "ACCEPTED DUPLICATE DEAD_LETTER REFUSED"),
        ("src/Attribution.App/Access/Audit/AccessTrail.cs", "CROSSING READ"),
        ("src/Attribution.App/Intake/RabbitDoor.cs", "AMBER"),
        ("src/Attribution.App/Lists/OrderInput.cs", "DESC"),
        ("src/Attribution.App/Publishing/RabbitEvents.cs", "AMBER"),
        ("src/Attribution.Domain/Access/Source.cs", ""),
        ("src/Attribution.Domain/Access/Tlp.cs", ""),
        ("src/Attribution.EmbeddedPostgres", ""),
        ("src/Attribution.EventStore/Writing/WriterFaults.cs", "ERROR"),
        ("src/Attribution.GraphQL/Language/DirectiveLocations.cs", ""),
        ("src/Attribution.GraphQL/Types/Introspection.cs", ""),
        ("src/Attribution.GraphQL/Types/Scalars/CustomScalars.cs", "JSON UUID"),
        ("src/Attribution.Stix/Patterns", ""),
    ];

    /// <summary>Codes of the sources that no row of the page explains, each where it is first met.</summary>
    public static IEnumerable<Finding> Unexplained(TextFile page, IEnumerable<TextFile> sources)
    {
        var explained = Rows(page).Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        return
            from raised in sources.SelectMany(Codes).DistinctBy(raised => raised.Code)
            where !explained.Contains(raised.Code)
            select new Finding(
                raised.Path,
                raised.Line,
                $"{page.Path} has no row | `{raised.Code}` | what it means | what to do |; "
                + $"if it is no code of an error, say so in {nameof(OtherWords)}");
    }

    /// <summary>Rows of the page for codes that no source gives.</summary>
    public static IEnumerable<Finding> Unraised(TextFile page, IEnumerable<TextFile> sources)
    {
        var raised = sources.SelectMany(Codes).Select(found => found.Code).ToHashSet(StringComparer.Ordinal);
        return
            from row in Rows(page)
            where !raised.Contains(row.Code)
            select new Finding(page.Path, row.Line, $"no source gives {row.Code}");
    }

    /// <summary>Other words that are not there any more.</summary>
    public static IEnumerable<Finding> Outdated(IReadOnlyCollection<TextFile> sources) =>
        from other in OtherWords
        let found = sources.Where(file => Covers(other.Path, file)).SelectMany(Texts).Select(text => text.Code)
            .ToHashSet(StringComparer.Ordinal)
        where other.Words.Length == 0 ? found.Count == 0 : !found.IsSupersetOf(other.Words.Split(' '))
        select new Finding(other.Path, 0, $"{nameof(OtherWords)} lists what is not here");

    private static IEnumerable<(string Code, string Path, int Line)> Codes(TextFile file)
    {
        var others = OtherWords.Where(other => Covers(other.Path, file)).ToArray();
        return Texts(file)
            .Where(text => !others.Any(other => other.Words.Length == 0 || other.Words.Split(' ').Contains(text.Code)));
    }

    private static bool Covers(string path, TextFile file) => file.Path == path || file.IsUnder(path);

    private static IEnumerable<(string Code, string Path, int Line)> Texts(TextFile file) =>
        from line in file.Lines
        where !IsComment(line.Text.TrimStart())
        from Match text in UpperCaseText().Matches(line.Text)
        select (text.Groups["code"].Value, file.Path, line.Number);

    private static bool IsComment(string line) =>
        line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("--", StringComparison.Ordinal);

    private static IEnumerable<(string Code, int Line)> Rows(TextFile page) =>
        from line in page.Lines
        let row = Row().Match(line.Text)
        where row.Success
        select (row.Groups["code"].Value, line.Number);

    /// <summary>No code is shorter than four letters; a backslash stands before a quote inside of a text.</summary>
    [GeneratedRegex(
        @"(?<quote>[""'])(?<code>[A-Z]{4,}|[A-Z][A-Z0-9]*(_[A-Z0-9]+)+)\\?\k<quote>",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UpperCaseText();

    /// <summary>A code, what it means, what to do; none of them empty.</summary>
    [GeneratedRegex(
        @"^\| `(?<code>[A-Z0-9_]+)` \| [^|\s][^|]* \| [^|\s][^|]* \|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
