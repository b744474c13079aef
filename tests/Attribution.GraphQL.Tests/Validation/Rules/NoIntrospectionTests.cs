using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Where the schema is kept secret.</summary>
public class NoIntrospectionTests
{
    [Fact]
    public void __typename_is_no_secret() =>
        Rule<NoIntrospection>.Accepts(
            """
            { __typename dog { __typename } }
            """);

    [Fact]
    public void The_schema_is() =>
        Rule<NoIntrospection>.Rejects(
            """
            { __type(name: "Dog") { name } }
            """,
            "GraphQL introspection has been disabled, but the requested query contained the field \"__type\". 1:3");
}
