using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Incremental delivery: only lists are streamed.</summary>
public class StreamOnListsTests
{
    [Fact]
    public void A_list() =>
        Rule<StreamOnLists>.Accepts(
            """
            { dogs @stream { name } }
            """);

    [Fact]
    public void An_object() =>
        Rule<StreamOnLists>.Rejects(
            """
            { dog @stream { name } }
            """,
            "Directive \"@stream\" cannot be used on non-list field \"Query.dog\". 1:7");
}
