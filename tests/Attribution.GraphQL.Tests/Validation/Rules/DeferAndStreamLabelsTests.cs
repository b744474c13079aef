using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Incremental delivery: labels are literals and unique.</summary>
public class DeferAndStreamLabelsTests
{
    [Fact]
    public void Two_labels() =>
        Rule<DeferAndStreamLabels>.Accepts(
            """
            { ... @defer(label: "a") { dog { name } } dogs @stream(label: "b") { name } }
            """);

    [Fact]
    public void One_label_twice() =>
        Rule<DeferAndStreamLabels>.Rejects(
            """
            { ... @defer(label: "a") { dog { name } } dogs @stream(label: "a") { name } }
            """,
            "Value for arguments \"defer(label:)\" and \"stream(label:)\" must be unique across all "
            + "Defer/Stream directive usages. 1:7 1:48");

    [Fact]
    public void A_variable_as_label() =>
        Rule<DeferAndStreamLabels>.Rejects(
            """
            query ($l: String) { ... @defer(label: $l) { dog { name } } }
            """,
            "Argument \"@defer(label:)\" must be a static string. 1:26");
}
