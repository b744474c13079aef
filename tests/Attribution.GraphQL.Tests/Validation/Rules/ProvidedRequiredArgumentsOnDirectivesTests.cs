using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.4.3 "Required Arguments" in a schema.</summary>
public class ProvidedRequiredArgumentsOnDirectivesTests
{
    [Fact]
    public void Given() =>
        Rule<ProvidedRequiredArgumentsOnDirectives>.AcceptsSdl(
            """
            scalar A @specifiedBy(url: "x") scalar B @c directive @c(d: Int! = 1) on SCALAR
            """);

    [Fact]
    public void Not_given() =>
        Rule<ProvidedRequiredArgumentsOnDirectives>.RejectsSdl(
            """
            scalar A @specifiedBy
            """,
            "Directive \"@specifiedBy\" argument \"url\" of type \"String!\" is required, but it was "
            + "not provided. 1:10");
}
