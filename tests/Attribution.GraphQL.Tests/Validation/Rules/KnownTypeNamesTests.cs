using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.5.1.2 "Fragment Spread Type Existence".</summary>
public class KnownTypeNamesTests
{
    [Fact]
    public void Types_of_the_schema_are_known() =>
        Rule<KnownTypeNames>.Accepts(
            """
            fragment correctType on Dog { name }
            fragment inlineFragment on Dog { ... on Dog { name } }
            fragment inlineFragment2 on Dog { ... @include(if: true) { name } }
            """);

    [Fact]
    public void Others_are_not() =>
        Rule<KnownTypeNames>.Rejects(
            """
            fragment notOnExistingType on Xyzzyxyzzy { name }
            fragment inlineNotExistingType on Dog {
              ... on Xyzzyxyzzy { name }
            }
            query ($v: [Dgo!]) { dog { name } }
            """,
            "Unknown type \"Xyzzyxyzzy\". 1:31",
            "Unknown type \"Xyzzyxyzzy\". 3:10",
            "Unknown type \"Dgo\". Did you mean \"Dog\"? 5:13");
}
