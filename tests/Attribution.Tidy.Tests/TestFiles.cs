namespace Attribution.Tidy.Tests;

/// <summary>Rules of a specification are many and alike; each proves itself in a test file of its own name.</summary>
public static class TestFiles
{
    /// <summary>Every file in a folder of rules has a test file whose name begins like it.</summary>
    public static IEnumerable<Finding> Missing(IEnumerable<TextFile> rules, IEnumerable<TextFile> tests)
    {
        var names = tests.Select(test => test.Stem).ToHashSet(StringComparer.Ordinal);
        return
            from rule in rules
            where !names.Contains($"{rule.Stem}Tests") && !names.Contains($"{rule.Stem}Specs")
            select new Finding(rule.Path, 0, $"there is no {rule.Stem}Tests.cs");
    }
}

public sealed class TestFilesTests
{
    [Fact]
    public void A_rule_without_a_test_file_is_found() =>
        TestFiles.Missing(
                [new("src/G/Validation/Rules/KnownTypeNames.cs", ""), new("src/G/Validation/Rules/NoCycles.cs", "")],
                [new("tests/G.Tests/Validation/KnownTypeNamesTests.cs", "")])
            .ShouldHaveSingleItem().Path.ShouldContain("NoCycles");

    [Fact]
    public void Every_validation_rule_of_graphql_has_a_test_file() =>
        Checkout.ShouldBeClean(TestFiles.Missing(
            Checkout.With(".cs").Where(file => file.Folder == "src/Attribution.GraphQL/Validation/Rules"),
            Checkout.With(".cs").Where(file => file.IsUnder("tests/Attribution.GraphQL.Tests"))));
}
