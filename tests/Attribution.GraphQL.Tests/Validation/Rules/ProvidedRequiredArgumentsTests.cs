using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.4.3 "Required Arguments".</summary>
public class ProvidedRequiredArgumentsTests
{
    [Fact]
    public void An_optional_argument_may_be_left_out() =>
        Rule<ProvidedRequiredArguments>.Accepts(
            """
            fragment goodBooleanArg on Arguments { booleanArgField(booleanArg: true) }
            fragment goodBooleanArgDefault on Arguments { booleanArgField }
            fragment goodNonNullArg on Arguments { nonNullBooleanArgField(nonNullBooleanArg: true) }
            fragment goodDefault on Arguments { optionalNonNullBooleanArgField }
            """);

    [Fact]
    public void A_required_one_may_not() =>
        Rule<ProvidedRequiredArguments>.Rejects(
            """
            fragment missingRequiredArg on Arguments {
              nonNullBooleanArgField
            }
            """,
            "Field \"nonNullBooleanArgField\" argument \"nonNullBooleanArg\" of type \"Boolean!\" is "
            + "required, but it was not provided. 2:3");

    [Fact]
    public void Nor_one_of_a_directive() =>
        Rule<ProvidedRequiredArguments>.Rejects(
            """
            { dog { name @include } }
            """,
            "Directive \"@include\" argument \"if\" of type \"Boolean!\" is required, but it was not provided. 1:14");
}
