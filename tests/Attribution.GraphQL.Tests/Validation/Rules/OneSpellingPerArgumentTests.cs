using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>A rule of this engine.</summary>
public class OneSpellingPerArgumentTests
{
    private static readonly Schema Schema = Schema.Build(
        [new Source("""
            type Query { find(maxCount: Int, by: Filter): Int }
            input Filter { firstSeen: Int lastSeen: Int }
            """)],
        new SchemaOptions { AddSnakeCaseTwins = true });

    [Theory]
    [InlineData("{ find(maxCount: 1) }")]
    [InlineData("{ find(max_count: 1) }")]
    [InlineData("{ find(by: {first_seen: 1, lastSeen: 2}) }")]
    public void Either_spelling_is_fine(string document) => Rule<OneSpellingPerArgument>.Accepts(document, Schema);

    [Fact]
    public void Both_spellings_of_an_argument_are_not() => Rule<OneSpellingPerArgument>.RejectsWith(
        Schema,
        "{ find(max_count: 1, maxCount: 1) }",
        "Argument \"maxCount\" is given twice, also in its deprecated spelling \"max_count\". "
        + "Give \"maxCount\" only. 1:22 1:8");

    [Fact]
    public void Both_spellings_of_an_input_field_are_not() => Rule<OneSpellingPerArgument>.RejectsWith(
        Schema,
        "{ find(by: {firstSeen: 1, first_seen: 1}) }",
        "Input field \"firstSeen\" is given twice, also in its deprecated spelling \"first_seen\". "
        + "Give \"firstSeen\" only. 1:13 1:27");
}
