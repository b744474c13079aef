using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.8.5 "All Variable Usages Are Allowed".</summary>
public class VariablesInAllowedPositionTests
{
    [Fact]
    public void A_variable_of_another_type() =>
        Rule<VariablesInAllowedPosition>.Rejects(
            """
            query intCannotGoIntoBoolean($intArg: Int) {
              arguments { booleanArgField(booleanArg: $intArg) }
            }
            """,
            "Variable \"$intArg\" of type \"Int\" used in position expecting type \"Boolean\". 1:30 2:43");

    [Fact]
    public void A_list_for_an_item() =>
        Rule<VariablesInAllowedPosition>.Rejects(
            """
            query booleanListCannotGoIntoBoolean($booleanListArg: [Boolean]) {
              arguments { booleanArgField(booleanArg: $booleanListArg) }
            }
            """,
            "Variable \"$booleanListArg\" of type \"[Boolean]\" used in position expecting type "
            + "\"Boolean\". 1:38 2:43");

    [Fact]
    public void A_nullable_variable_for_a_non_null_argument() =>
        Rule<VariablesInAllowedPosition>.Rejects(
            """
            query booleanArgQuery($booleanArg: Boolean) {
              arguments { nonNullBooleanArgField(nonNullBooleanArg: $booleanArg) }
            }
            """,
            "Variable \"$booleanArg\" of type \"Boolean\" used in position expecting type \"Boolean!\". 1:23 2:57");

    [Fact]
    public void A_list_of_nullable_items_for_one_of_non_null_items() =>
        Rule<VariablesInAllowedPosition>.Rejects(
            """
            query listToNonNullList($booleanList: [Boolean]) {
              booleanList(booleanListArg: $booleanList)
            }
            """,
            "Variable \"$booleanList\" of type \"[Boolean]\" used in position expecting type "
            + "\"[Boolean!]\". 1:25 2:31");

    [Fact]
    public void A_default_of_the_variable_or_of_the_argument_helps() =>
        Rule<VariablesInAllowedPosition>.Accepts(
            """
            query booleanArgQueryWithDefault($booleanArg: Boolean) {
              arguments { optionalNonNullBooleanArgField(optionalBooleanArg: $booleanArg) }
            }
            query booleanArgQueryWithDefault2($booleanArg: Boolean = true) {
              arguments { nonNullBooleanArgField(nonNullBooleanArg: $booleanArg) }
            }
            """);

    [Fact]
    public void A_nullable_variable_in_a_oneOf_input_object() =>
        Rule<VariablesInAllowedPosition>.Rejects(
            """
            query ($name: String) { findPet(by: {name: $name}) { name } }
            """,
            "Variable \"$name\" is of type \"String\" but must be non-nullable to be used for OneOf "
            + "Input Object \"FindPetInput\". 1:8 1:44");
}
