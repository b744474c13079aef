using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>A limit of this engine.</summary>
public class MaxIntrospectionDepthTests
{
    [Fact]
    public void Two_lists_inside_each_other_are_fine() =>
        Rule<MaxIntrospectionDepth>.Accepts(
            """
            { __schema { types { fields { type { fields { name } } } } } }
            """);

    [Fact]
    public void Three_are_not() =>
        Rule<MaxIntrospectionDepth>.Rejects(
            """
            { __schema { types { fields { type { fields { type { fields { name } } } } } } } }
            """,
            "Maximum introspection depth exceeded 1:3");

    [Fact]
    public void Nor_through_fragments() =>
        Rule<MaxIntrospectionDepth>.Rejects(
            """
            { __schema { types { ...t } } }
            fragment t on __Type { fields { type { ...u } } }
            fragment u on __Type { fields { type { possibleTypes { name } } } }
            """,
            "Maximum introspection depth exceeded 1:3");
}
