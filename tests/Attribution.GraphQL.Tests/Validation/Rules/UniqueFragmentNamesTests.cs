using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.5.1.1 "Fragment Name Uniqueness".</summary>
public class UniqueFragmentNamesTests
{
    [Fact]
    public void Two_names_are_fine() =>
        Rule<UniqueFragmentNames>.Accepts(
            """
            { dog { ...fragmentOne ...fragmentTwo } }
            fragment fragmentOne on Dog { name }
            fragment fragmentTwo on Dog { owner { name } }
            """);

    [Fact]
    public void One_name_twice_is_not() =>
        Rule<UniqueFragmentNames>.Rejects(
            """
            { dog { ...fragmentOne } }
            fragment fragmentOne on Dog { name }
            fragment fragmentOne on Dog { owner { name } }
            """,
            "There can be only one fragment named \"fragmentOne\". 2:10 3:10");
}
