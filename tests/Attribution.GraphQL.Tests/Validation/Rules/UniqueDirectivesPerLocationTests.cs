using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.7.3 "Directives Are Unique per Location".</summary>
public class UniqueDirectivesPerLocationTests
{
    [Fact]
    public void Twice_in_one_place() =>
        Rule<UniqueDirectivesPerLocation>.Rejects(
            """
            query ($foo: Boolean = true, $bar: Boolean = false) {
              dog @skip(if: $foo) @skip(if: $bar) { name }
            }
            """,
            "The directive \"@skip\" can only be used once at this location. 2:7 2:23");

    [Fact]
    public void Once_in_each_of_two_places() =>
        Rule<UniqueDirectivesPerLocation>.Accepts(
            """
            query ($foo: Boolean = true, $bar: Boolean = false) {
              dog @skip(if: $foo) { name }
              dog @skip(if: $bar) { nickname }
            }
            """);

    [Fact]
    public void A_repeatable_directive() =>
        Rule<UniqueDirectivesPerLocation>.Accepts(
            """
            { dog @tag(name: "a") @tag(name: "b") { name } }
            """);
}
