namespace Attribution.Tidy.Tests;

public sealed class DocumentRulesTests
{
    /// <summary>The libraries that stand on their own explain themselves as soon as they hold code.</summary>
    private static readonly string[] Libraries =
    [
        "src/Attribution.EventStore", "src/Attribution.Messaging", "src/Attribution.GraphQL", "src/Attribution.Stix",
        "src/Attribution.EmbeddedPostgres",
    ];

    [Fact]
    public void A_gap_a_double_and_a_wrong_name_among_the_decisions_are_found()
    {
        DocumentRules.DecisionNumbers(["docs/decisions/0001-a.md", "docs/decisions/0003-c.md"])
            .ShouldHaveSingleItem().Problem.ShouldContain("0002");
        DocumentRules.DecisionNumbers(["docs/decisions/0001-a.md", "docs/decisions/0001-b.md"]).ShouldHaveSingleItem();
        DocumentRules.DecisionNumbers(["docs/decisions/First.md"]).ShouldHaveSingleItem();
        DocumentRules.DecisionNumbers(
            [
                "docs/decisions/0002-b.md", "docs/decisions/0001-a.md", "docs/decisions/README.md", "docs/0007-x.md",
            ])
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[gone](gone.md)", 1)]
    [InlineData("[gone](../gone/)", 1)]
    [InlineData("[no such heading](#third)", 1)]
    [InlineData("[there](there.md), [part](there.md#part), [from the root](/docs/there.md \"title\")", 0)]
    [InlineData("[outside](https://example.com) [mail](mailto:a@example.com) [heading](#the-second-part)", 0)]
    [InlineData("```\n[shown](gone.md)\n```", 0)]
    public void A_link_that_leads_nowhere_is_found(string text, int findings)
    {
        var page = new TextFile("docs/page.md", $"# First\n\n{text}\n\n## The *second* part!\n");

        DocumentRules.DeadLinks(page, path => path == "docs/there.md").Count().ShouldBe(findings);
    }

    [Fact]
    public void Decisions_are_numbered_without_a_gap() =>
        Checkout.ShouldBeClean(DocumentRules.DecisionNumbers(Checkout.Files.Select(file => file.Path)));

    [Fact]
    public void Every_link_leads_somewhere() =>
        Checkout.ShouldBeClean(Checkout.With(".md").SelectMany(page => DocumentRules.DeadLinks(page, Checkout.Holds)));

    [Fact]
    public void Every_library_that_holds_code_explains_itself() =>
        Libraries.Where(library => Checkout.With(".cs").Any(file => file.IsUnder(library)))
            .Where(library => !Checkout.Holds($"{library}/README.md"))
            .ShouldBeEmpty();
}
