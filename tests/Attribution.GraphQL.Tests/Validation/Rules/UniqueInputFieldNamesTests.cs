using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.6.3 "Input Object Field Uniqueness".</summary>
public class UniqueInputFieldNamesTests
{
    [Fact]
    public void Each_field_once() =>
        Rule<UniqueInputFieldNames>.Accepts(
            """
            { findDog(searchBy: { name: "Fido", owner: "Ann" }) { name } }
            """);

    [Fact]
    public void One_field_twice() =>
        Rule<UniqueInputFieldNames>.Rejects(
            """
            { findDog(searchBy: { name: "Fido", name: "Rex" }) { name } }
            """,
            "There can be only one input field named \"name\". 1:23 1:37");
}
