using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Incremental delivery: root fields of mutations and subscriptions.</summary>
public class DeferAndStreamOnRootFieldsTests
{
    [Fact]
    public void A_query_may_defer_at_its_root() =>
        Rule<DeferAndStreamOnRootFields>.Accepts(
            """
            { ... @defer { dog { name } } }
            """);

    [Fact]
    public void A_mutation_may_not() =>
        Rule<DeferAndStreamOnRootFields>.Rejects(
            """
            mutation { ... @defer { mutateDog { name } } }
            """,
            "Defer directive cannot be used on root mutation type \"Mutation\". 1:16");

    [Fact]
    public void A_mutation_may_below_its_root() =>
        Rule<DeferAndStreamOnRootFields>.Accepts(
            """
            mutation { mutateDog { ... @defer { name } } }
            """);

    [Fact]
    public void A_subscription_may_not() =>
        Rule<DeferAndStreamOnRootFields>.Rejects(
            """
            subscription { ... @defer { newMessage { body } } }
            """,
            "Defer directive cannot be used on root subscription type \"Subscription\". 1:20");
}
