using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.2.4.1 "Single Root Field".</summary>
public class SingleFieldSubscriptionsTests
{
    [Fact]
    public void One_root_field_is_fine() =>
        Rule<SingleFieldSubscriptions>.Accepts(
            """
            subscription sub {
              newMessage { body sender }
            }
            """);

    [Fact]
    public void One_root_field_from_a_fragment_is_fine() =>
        Rule<SingleFieldSubscriptions>.Accepts(
            """
            subscription sub { ...newMessageFields }
            fragment newMessageFields on Subscription { newMessage { body sender } }
            """);

    [Fact]
    public void Two_root_fields_are_not() =>
        Rule<SingleFieldSubscriptions>.Rejects(
            """
            subscription sub {
              newMessage { body sender }
              disallowedSecondRootField
            }
            """,
            "Subscription \"sub\" must select only one top level field. 3:3");

    [Fact]
    public void Two_root_fields_from_a_fragment_are_not() =>
        Rule<SingleFieldSubscriptions>.Rejects(
            """
            subscription sub { ...multipleSubscriptions }
            fragment multipleSubscriptions on Subscription {
              newMessage { body sender }
              disallowedSecondRootField
            }
            """,
            "Subscription \"sub\" must select only one top level field. 4:3");

    [Fact]
    public void A_condition_on_the_root_field_is_refused() =>
        Rule<SingleFieldSubscriptions>.Rejects(
            """
            subscription requiredRuntimeValidation($bool: Boolean!) {
              newMessage @include(if: $bool) { body sender }
              disallowedSecondRootField @skip(if: $bool)
            }
            """,
            "Subscription \"requiredRuntimeValidation\" must not use `@skip` or `@include` "
            + "directives in the top level selection. 2:14 3:29",
            "Subscription \"requiredRuntimeValidation\" must select only one top level field. 3:3");

    [Fact]
    public void An_introspection_field_is_refused() =>
        Rule<SingleFieldSubscriptions>.Rejects(
            """
            subscription sub { __typename }
            """,
            "Subscription \"sub\" must not select an introspection top level field. 1:20");

    [Fact]
    public void A_cycle_of_fragments_ends() =>
        Rule<SingleFieldSubscriptions>.Accepts(
            """
            subscription sub { ...a }
            fragment a on Subscription { ...a newMessage { body } }
            """);
}
