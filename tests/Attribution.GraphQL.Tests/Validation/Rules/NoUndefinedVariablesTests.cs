using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.8.3 "All Variable Uses Defined".</summary>
public class NoUndefinedVariablesTests
{
    [Fact]
    public void Defined_by_the_operation() =>
        Rule<NoUndefinedVariables>.Accepts(
            """
            query variableIsDefined($atOtherHomes: Boolean) { dog { isHouseTrained(atOtherHomes: $atOtherHomes) } }
            query usedInFragment($atOtherHomes: Boolean) { dog { ...isHouseTrainedFragment } }
            fragment isHouseTrainedFragment on Dog { isHouseTrained(atOtherHomes: $atOtherHomes) }
            """);

    [Fact]
    public void Not_defined() =>
        Rule<NoUndefinedVariables>.Rejects(
            """
            query variableIsNotDefined {
              dog { isHouseTrained(atOtherHomes: $atOtherHomes) }
            }
            """,
            "Variable \"$atOtherHomes\" is not defined by operation \"variableIsNotDefined\". 2:38 1:1");

    [Fact]
    public void Not_defined_and_used_in_a_nested_fragment() =>
        Rule<NoUndefinedVariables>.Rejects(
            """
            query variableIsNotDefinedUsedInNestedFragment { dog { ...outer } }
            fragment outer on Dog { ...isHouseTrainedFragment }
            fragment isHouseTrainedFragment on Dog {
              isHouseTrained(atOtherHomes: $atOtherHomes)
            }
            """,
            "Variable \"$atOtherHomes\" is not defined by operation "
            + "\"variableIsNotDefinedUsedInNestedFragment\". 4:32 1:1");

    [Fact]
    public void Defined_by_one_of_two_operations() =>
        Rule<NoUndefinedVariables>.Rejects(
            """
            query housetrainedQueryOne($atOtherHomes: Boolean) { dog { ...f } }
            query housetrainedQueryTwoNotDefined { dog { ...f } }
            fragment f on Dog { isHouseTrained(atOtherHomes: $atOtherHomes) }
            """,
            "Variable \"$atOtherHomes\" is not defined by operation \"housetrainedQueryTwoNotDefined\". 3:50 2:1");
}
