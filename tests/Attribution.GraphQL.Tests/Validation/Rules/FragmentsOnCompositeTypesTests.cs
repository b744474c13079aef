using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.5.1.3 "Fragments on Object, Interface or Union Types".</summary>
public class FragmentsOnCompositeTypesTests
{
    [Fact]
    public void Objects_interfaces_and_unions_are_fine() =>
        Rule<FragmentsOnCompositeTypes>.Accepts(
            """
            fragment fragOnObject on Dog { name }
            fragment fragOnInterface on Pet { name }
            fragment fragOnUnion on CatOrDog { ... on Dog { name } }
            """);

    [Fact]
    public void Scalars_and_enums_are_not() =>
        Rule<FragmentsOnCompositeTypes>.Rejects(
            """
            fragment fragOnScalar on Int { something }
            fragment inlineFragOnScalar on Dog {
              ... on Boolean { somethingElse }
            }
            fragment fragOnEnum on DogCommand { something }
            """,
            "Fragment \"fragOnScalar\" cannot condition on non composite type \"Int\". 1:26",
            "Fragment cannot condition on non composite type \"Boolean\". 3:10",
            "Fragment \"fragOnEnum\" cannot condition on non composite type \"DogCommand\". 5:24");
}
