using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Incremental delivery: subscriptions.</summary>
public class DeferAndStreamInSubscriptionsTests
{
    [Fact]
    public void A_subscription_may_not_defer() =>
        Rule<DeferAndStreamInSubscriptions>.Rejects(
            """
            subscription { newMessage { ... @defer { body } } }
            """,
            "Defer directive not supported on subscription operations. Disable it by setting the "
            + "`if` argument to `false`. 1:33");

    [Fact]
    public void Nor_through_a_fragment() =>
        Rule<DeferAndStreamInSubscriptions>.Rejects(
            """
            subscription { newMessage { ...m } }
            fragment m on Message { ... @defer { body } }
            """,
            "Defer directive not supported on subscription operations. Disable it by setting the "
            + "`if` argument to `false`. 2:29");

    [Fact]
    public void A_condition_makes_it_possible() =>
        Rule<DeferAndStreamInSubscriptions>.Accepts(
            """
            subscription ($if: Boolean!) { newMessage { ... @defer(if: $if) { body } } }
            """);

    [Fact]
    public void Queries_may() =>
        Rule<DeferAndStreamInSubscriptions>.Accepts(
            """
            { dog { ... @defer { name } } }
            """);
}
