using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.4.2 "Argument Uniqueness".</summary>
public class UniqueArgumentNamesTests
{
    [Fact]
    public void One_argument_in_two_places_is_fine() =>
        Rule<UniqueArgumentNames>.Accepts(
            """
            { a: dog { isHouseTrained(atOtherHomes: true) } b: dog { isHouseTrained(atOtherHomes: true) } }
            """);

    [Fact]
    public void One_argument_twice_is_not() =>
        Rule<UniqueArgumentNames>.Rejects(
            """
            { dog { isHouseTrained(atOtherHomes: true, atOtherHomes: false) } }
            """,
            "There can be only one argument named \"atOtherHomes\". 1:24 1:44");

    [Fact]
    public void Nor_in_a_directive() =>
        Rule<UniqueArgumentNames>.Rejects(
            """
            { dog { name @skip(if: true, if: false, if: true) } }
            """,
            "There can be only one argument named \"if\". 1:20 1:30 1:41");
}
