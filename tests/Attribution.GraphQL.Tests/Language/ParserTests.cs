using Attribution.GraphQL.Language;

namespace Attribution.GraphQL.Tests.Language;

public class ParserTests
{
    [Fact]
    public void Operations_fragments_and_variables_have_descriptions()
    {
        var document = Parse("""
            "What the start page shows."
            query Page(
              "How many."
              $first: Int = 20 @deprecated
            ) { campaigns(first: $first) { ...row } }

            "One line of it."
            fragment row on Campaign { name }
            """);

        var operation = document.Definitions[0].ShouldBeOfType<Definition.Operation>();
        operation.Description!.Text.ShouldBe("What the start page shows.");
        operation.Variables[0].Description!.Text.ShouldBe("How many.");
        operation.Variables[0].Directives[0].Name.ToString().ShouldBe("deprecated");
        document.Definitions[1].ShouldBeOfType<Definition.Fragment>().Description!.Text.ShouldBe("One line of it.");
    }

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"plain\"", "plain")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t")]
    [InlineData("\"\\u00e9\\u{1F600}\\uD83D\\uDE00\"", "\u00E9\U0001F600\U0001F600")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\" one line \"\"\"", " one line ")]
    [InlineData(
        "\"\"\"\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n  \"\"\"",
        "Hello,\n  World!\n\nYours,\n  GraphQL.")]
    [InlineData("\"\"\"a \\\"\"\" b \\n\"\"\"", "a \"\"\" b \\n")]
    public void Strings_say_what_the_specification_says(string literal, string text) =>
        Value(literal).ShouldBeOfType<Value.String>().Text.ShouldBe(text);

    [Fact]
    public void A_node_knows_the_bytes_it_was_read_from()
    {
        var document = Parse("query { a: campaign(id: 1) { name } }");

        var field = document.Definitions[0].ShouldBeOfType<Definition.Operation>().SelectionSet.Selections[0];
        field.Location.ToString().ShouldBe("a: campaign(id: 1) { name }");
    }

    [Fact]
    public void Documents_that_differ_in_ignored_tokens_only_are_equal()
    {
        var one = Parse("{ a(b: 1, c: [2, 3]) { d } }");
        var other = Parse("# comment\n{\n\ta(b:1 c:[2 3]) {\n d,,, } }");

        other.ShouldBe(one);
        other.GetHashCode().ShouldBe(one.GetHashCode());
        Parse("{ a(b: 1, c: [3, 2]) { d } }").ShouldNotBe(one);
    }

    [Fact]
    public void A_type_is_read_on_its_own()
    {
        Parser.TryParseType(new Source("[[Campaign!]]!"), limits: null, out var type, out _).ShouldBeTrue();

        type!.ToString().ShouldBe("[[Campaign!]]!");
    }

    private static Document Parse(string text)
    {
        Parser.TryParse(new Source(text), limits: null, out var document, out var error).ShouldBeTrue(error?.Message);
        return document!;
    }

    private static Value Value(string text)
    {
        Parser.TryParseValue(new Source(text), limits: null, out var value, out var error).ShouldBeTrue(error?.Message);
        return value!;
    }
}
