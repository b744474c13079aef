namespace Attribution.Tidy.Tests;

public sealed class ErrorCodeRulesTests
{
    private const string Page = "docs/error-codes.md";

    [Theory]
    [InlineData("new Rejection(\"NEW_CODE\", \"Why.\")", 1)]
    [InlineData("public const string Busy = \"BUSY\";", 1)]
    [InlineData("const string Json = \"{\\\"code\\\":\\\"NEW_CODE\\\"}\";", 1)]
    [InlineData("select 'NODE_LOST', 'The node is silent.'", 1)]
    [InlineData("(\"NEW_CODE\", \"NEW_CODE\")", 1)]
    [InlineData("new Rejection(\"KNOWN_CODE\", \"Why.\")", 0)]
    [InlineData("/// <summary>Never \"NEW_CODE\".</summary>", 0)]
    [InlineData("(\"Mixed_Case\", \"T1003\", \"UTC\", \"two WORDS\")", 0)]
    public void A_code_without_a_row_is_found(string source, int findings) =>
        ErrorCodeRules.Unexplained(PageWith("| `KNOWN_CODE` | It is known. | Go on. |"), [Source(source)])
            .Count().ShouldBe(findings);

    [Theory]
    [InlineData("| `KNOWN_CODE` | | Go on. |")]
    [InlineData("| `KNOWN_CODE` | It is known. | |")]
    [InlineData("| `KNOWN_CODE` | It is known. |")]
    [InlineData("In a sentence, `KNOWN_CODE` is not explained.")]
    public void A_row_that_does_not_say_what_it_means_and_what_to_do_explains_nothing(string row) =>
        ErrorCodeRules.Unexplained(PageWith(row), [Source("\"KNOWN_CODE\"")]).ShouldHaveSingleItem();

    [Fact]
    public void A_row_for_a_code_that_nobody_gives_is_found_on_its_line()
    {
        var page = PageWith("| `KNOWN_CODE` | It is known. | Go on. |\n| `OLD_CODE` | It was known. | Go on. |");

        ErrorCodeRules.Unraised(page, [Source("\"KNOWN_CODE\"")])
            .ShouldHaveSingleItem().ToString().ShouldBe($"{Page}:4: no source gives OLD_CODE");
    }

    [Fact]
    public void Other_words_in_upper_case_are_codes_everywhere_else()
    {
        var page = PageWith("");
        var headers = new TextFile("src/Attribution.Api/Hosting/SecurityHeaders.cs", "\"DENY\", \"DENIED\"");

        ErrorCodeRules.Unexplained(page, [headers]).ShouldHaveSingleItem().Problem.ShouldContain("DENIED");
        ErrorCodeRules.Unexplained(page, [Source("\"DENY\"")]).ShouldHaveSingleItem();
    }

    [Fact]
    public void Every_code_of_the_sources_is_explained() =>
        Checkout.ShouldBeClean(ErrorCodeRules.Unexplained(Explanations, Sources));

    [Fact]
    public void Every_code_that_is_explained_is_one_of_the_sources() =>
        Checkout.ShouldBeClean(ErrorCodeRules.Unraised(Explanations, Sources));

    [Fact]
    public void What_is_called_no_code_is_there() => Checkout.ShouldBeClean(ErrorCodeRules.Outdated([.. Sources]));

    /// <summary>Messaging alone has codes in SQL; elsewhere upper case in SQL is the value of an enum.</summary>
    private static IEnumerable<TextFile> Sources => Checkout.Files
        .Where(file => file.IsUnder("src") && file.EndsWith(".cs"))
        .Concat(Checkout.With(".sql").Where(file => file.IsUnder("src/Attribution.Messaging")));

    private static TextFile Explanations => Checkout.Files.Single(file => file.Path == Page);

    private static TextFile PageWith(string rows) =>
        new(Page, $"| code | meaning | what to do |\n|---|---|---|\n{rows}\n");

    private static TextFile Source(string text) => new("src/Attribution.App/Sample.cs", text);
}
