using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.8.1 "Variable Uniqueness".</summary>
public class UniqueVariableNamesTests
{
    [Fact]
    public void One_name_twice_in_one_operation() =>
        Rule<UniqueVariableNames>.Rejects(
            """
            query houseTrainedQuery($atOtherHomes: Boolean, $atOtherHomes: Boolean) {
              dog { isHouseTrained(atOtherHomes: $atOtherHomes) }
            }
            """,
            "There can be only one variable named \"$atOtherHomes\". 1:26 1:50");

    [Fact]
    public void One_name_in_two_operations() =>
        Rule<UniqueVariableNames>.Accepts(
            """
            query A($atOtherHomes: Boolean) { ...HouseTrainedFragment }
            query B($atOtherHomes: Boolean) { ...HouseTrainedFragment }
            fragment HouseTrainedFragment on Query { dog { isHouseTrained(atOtherHomes: $atOtherHomes) } }
            """);
}
