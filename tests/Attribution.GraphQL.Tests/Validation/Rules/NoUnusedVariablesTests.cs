using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.8.4 "All Variables Used".</summary>
public class NoUnusedVariablesTests
{
    [Fact]
    public void Never_used() =>
        Rule<NoUnusedVariables>.Rejects(
            """
            query variableUnused($atOtherHomes: Boolean) {
              dog { isHouseTrained }
            }
            """,
            "Variable \"$atOtherHomes\" is never used in operation \"variableUnused\". 1:22");

    [Fact]
    public void Used_in_a_fragment() =>
        Rule<NoUnusedVariables>.Accepts(
            """
            query variableUsedInFragment($atOtherHomes: Boolean) { dog { ...f } }
            fragment f on Dog { isHouseTrained(atOtherHomes: $atOtherHomes) }
            """);

    [Fact]
    public void Used_in_a_fragment_that_the_operation_does_not_spread() =>
        Rule<NoUnusedVariables>.Rejects(
            """
            query variableNotUsedWithinFragment($atOtherHomes: Boolean) { dog { ...without } }
            fragment without on Dog { isHouseTrained }
            """,
            "Variable \"$atOtherHomes\" is never used in operation \"variableNotUsedWithinFragment\". 1:37");

    [Fact]
    public void Used_in_a_directive_and_in_an_input_object() =>
        Rule<NoUnusedVariables>.Accepts(
            """
            query ($if: Boolean!, $name: String) { findDog(searchBy: {name: $name}) @skip(if: $if) { name } }
            """);
}
