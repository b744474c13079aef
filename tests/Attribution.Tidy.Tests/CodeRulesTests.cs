namespace Attribution.Tidy.Tests;

public sealed class CodeRulesTests
{
    /// <summary>Files that may be longer than the limit, and why.</summary>
    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal)
    {
        ["tests/Attribution.GraphQL.Tests/Execution/Library.cs"] = "one schema with a field of every kind",
    };

    /// <summary>Files that may skip a test, and why.</summary>
    private static readonly Dictionary<string, string> Skips = new(StringComparer.Ordinal)
    {
        ["tests/Attribution.Testing/SharedData.cs"] = "the real data sets lie beside a checkout, not in it",
        ["tests/Attribution.Testing/NodeFolder.cs"] = "the real clients need Node",
        ["tests/Attribution.Testing/RabbitServer.cs"] = "the broker is a package of the system",
    };

    public static TheoryData<string, string> Violations => new()
    {
        { nameof(CodeRules.LongLines), new string('x', CodeRules.LongestLine + 1) },
        { nameof(CodeRules.LongFile), string.Concat(Enumerable.Repeat("x\n", CodeRules.LongestFile + 1)) },
        { nameof(CodeRules.EmptyNames), "public sealed class Campaign" + "Service;" },
        { nameof(CodeRules.EmptyNames), "internal readonly record struct Cluster" + "Manager(int Size);" },
        { nameof(CodeRules.EmptyNames), "static class " + "Common" },
        { nameof(CodeRules.EmptyNames), "interface ITime" + "Helper" },
        { nameof(CodeRules.Regions), "    #" + "region Fields" },
        { nameof(CodeRules.DisabledCode), "        // " + "var campaign = Load(id);" },
        { nameof(CodeRules.DisabledCode), "// " + "if (campaign is null) {" },
        { nameof(CodeRules.Sleeps), "await Task." + "Delay(100);" },
        { nameof(CodeRules.Sleeps), "Thread." + "Sleep (1);" },
        { nameof(CodeRules.SkippedTests), "[Fact(Skip" + " = \"flaky\")]" },
    };

    public static TheoryData<string, string> Innocents => new()
    {
        { nameof(CodeRules.LongLines), new string('x', CodeRules.LongestLine) },
        { nameof(CodeRules.LongFile), string.Concat(Enumerable.Repeat("x\n", CodeRules.LongestFile)) },
        { nameof(CodeRules.EmptyNames), "public static class SharedData" },
        { nameof(CodeRules.EmptyNames), "public sealed class Serviceability;" },
        { nameof(CodeRules.DisabledCode), "// A region is what a country belongs to; it is never empty." },
        { nameof(CodeRules.SkippedTests), "if (Skip == null)" },
        { nameof(CodeRules.Sleeps), "await Task." + "Delay(Timeout.InfiniteTimeSpan, cancellation);" },
        { nameof(CodeRules.Sleeps), "await Task." + "Delay(TimeSpan.FromSeconds(5), timers);" },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public void A_violation_is_found(string rule, string text) => Check(rule, text).ShouldHaveSingleItem();

    [Theory]
    [MemberData(nameof(Innocents))]
    public void What_only_looks_like_a_violation_is_left_alone(string rule, string text) =>
        Check(rule, text).ShouldBeEmpty();

    [Fact]
    public void A_folder_that_groups_by_kind_is_found()
    {
        CodeRules.FolderByKind(new("src/Attribution.App/Helpers/Text.cs", "")).ShouldHaveSingleItem();
        CodeRules.FolderByKind(new("src/Attribution.App/Campaigns/Text.cs", "")).ShouldBeEmpty();
    }

    [Fact]
    public void Lines_are_short_enough_to_be_read() =>
        Checkout.ShouldBeClean(Checkout.With(".cs", ".sql").SelectMany(CodeRules.LongLines));

    [Fact]
    public void Files_are_short_enough_to_be_one_idea() =>
        Checkout.ShouldBeClean(
            Checkout.With(".cs").Where(file => !LongFiles.ContainsKey(file.Path)).SelectMany(CodeRules.LongFile));

    [Fact]
    public void Names_say_what_a_thing_does() =>
        Checkout.ShouldBeClean(Checkout.With(".cs").SelectMany(CodeRules.EmptyNames));

    [Fact]
    public void Folders_hold_what_belongs_together() =>
        Checkout.ShouldBeClean(Checkout.With(".cs", ".sql").SelectMany(CodeRules.FolderByKind));

    [Fact]
    public void No_code_is_hidden_or_disabled() =>
        Checkout.ShouldBeClean(
            Checkout.With(".cs").SelectMany(file => CodeRules.Regions(file).Concat(CodeRules.DisabledCode(file))));

    [Fact]
    public void Tests_wait_for_signals() =>
        Checkout.ShouldBeClean(Checkout.With(".cs")
            .Where(file => file.IsUnder("tests") && !file.IsUnder("tests/Attribution.Benchmarks"))
            .SelectMany(CodeRules.Sleeps));

    [Fact]
    public void No_test_is_skipped() =>
        Checkout.ShouldBeClean(
            Checkout.With(".cs")
                .Where(file => file.IsUnder("tests") && !Skips.ContainsKey(file.Path))
                .SelectMany(CodeRules.SkippedTests));

    [Fact]
    public void Every_exception_is_still_needed()
    {
        foreach (var path in LongFiles.Keys)
        {
            CodeRules.LongFile(Checkout.Files.Single(file => file.Path == path)).ShouldNotBeEmpty();
        }

        foreach (var path in Skips.Keys)
        {
            CodeRules.SkippedTests(Checkout.Files.Single(file => file.Path == path)).ShouldNotBeEmpty();
        }
    }

    private static IEnumerable<Finding> Check(string rule, string text)
    {
        var file = new TextFile("src/Attribution.App/Sample.cs", text);
        return rule switch
        {
            nameof(CodeRules.LongLines) => CodeRules.LongLines(file),
            nameof(CodeRules.LongFile) => CodeRules.LongFile(file),
            nameof(CodeRules.EmptyNames) => CodeRules.EmptyNames(file),
            nameof(CodeRules.Regions) => CodeRules.Regions(file),
            nameof(CodeRules.DisabledCode) => CodeRules.DisabledCode(file),
            nameof(CodeRules.Sleeps) => CodeRules.Sleeps(file),
            nameof(CodeRules.SkippedTests) => CodeRules.SkippedTests(file),
            _ => throw new ArgumentException($"Unknown rule {rule}.", nameof(rule)),
        };
    }
}
