using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.2.2.1 "Operation Name Uniqueness".</summary>
public class UniqueOperationNamesTests
{
    [Fact]
    public void Two_operations_with_two_names_are_fine() =>
        Rule<UniqueOperationNames>.Accepts(
            """
            query getDogName { dog { name } }
            query getOwnerName { dog { owner { name } } }
            """);

    [Fact]
    public void Two_operations_with_one_name_are_not() =>
        Rule<UniqueOperationNames>.Rejects(
            """
            query getName { dog { name } }
            query getName { dog { owner { name } } }
            """,
            "There can be only one operation named \"getName\". 1:7 2:7");

    [Fact]
    public void The_kind_of_the_operation_does_not_matter() =>
        Rule<UniqueOperationNames>.Rejects(
            """
            query dogOperation { dog { name } }
            mutation dogOperation { mutateDog { name } }
            """,
            "There can be only one operation named \"dogOperation\". 1:7 2:10");
}
