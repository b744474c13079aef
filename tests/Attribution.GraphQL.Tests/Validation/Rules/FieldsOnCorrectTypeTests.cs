using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.3.1 "Field Selections".</summary>
public class FieldsOnCorrectTypeTests
{
    [Fact]
    public void A_field_that_the_type_does_not_have() =>
        Rule<FieldsOnCorrectType>.Rejects(
            """
            fragment fieldNotDefined on Dog {
              meowVolume
            }
            """,
            "Cannot query field \"meowVolume\" on type \"Dog\". Did you mean \"barkVolume\"? 2:3");

    [Fact]
    public void An_alias_does_not_make_a_field_exist() =>
        Rule<FieldsOnCorrectType>.Rejects(
            """
            fragment aliasedLyingFieldTargetNotDefined on Dog {
              barkVolume: kawVolume
            }
            """,
            "Cannot query field \"kawVolume\" on type \"Dog\". Did you mean \"barkVolume\"? 2:3");

    [Fact]
    public void A_field_of_the_interface_is_fine() =>
        Rule<FieldsOnCorrectType>.Accepts(
            """
            fragment interfaceFieldSelection on Pet { name }
            """);

    [Fact]
    public void A_field_of_the_implementors_only_is_not() =>
        Rule<FieldsOnCorrectType>.Rejects(
            """
            fragment definedOnImplementorsButNotInterface on Pet {
              nickname
            }
            """,
            "Cannot query field \"nickname\" on type \"Pet\". Did you mean to use an inline fragment "
            + "on \"Cat\" or \"Dog\"? 2:3");

    [Fact]
    public void A_union_has___typename_and_what_its_fragments_select() =>
        Rule<FieldsOnCorrectType>.Accepts(
            """
            fragment inDirectFieldSelectionOnUnion on CatOrDog {
              __typename
              ... on Pet { name }
              ... on Dog { barkVolume }
            }
            """);

    [Fact]
    public void A_union_has_no_fields_of_its_own() =>
        Rule<FieldsOnCorrectType>.Rejects(
            """
            fragment directFieldSelectionOnUnion on CatOrDog {
              name
              barkVolume
            }
            """,
            "Cannot query field \"name\" on type \"CatOrDog\". Did you mean to use an inline "
            + "fragment on \"Pet\", \"Cat\", or \"Dog\"? 2:3",
            "Cannot query field \"barkVolume\" on type \"CatOrDog\". Did you mean to use an inline "
            + "fragment on \"Dog\"? 3:3");

    [Fact]
    public void Introspection_starts_at_the_query_root_only() =>
        Rule<FieldsOnCorrectType>.Rejects(
            """
            { __schema { types { name } } dog { __schema { types { name } } } }
            """,
            "Cannot query field \"__schema\" on type \"Dog\". 1:37");
}
