using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 3.4.3 "Type Extensions".</summary>
public class PossibleTypeExtensionsTests
{
    [Fact]
    public void The_same_kind() =>
        Rule<PossibleTypeExtensions>.AcceptsSdl(
            """
            type A { x: Int } extend type A { y: Int }
            """);

    [Fact]
    public void Nothing() =>
        Rule<PossibleTypeExtensions>.RejectsSdl(
            """
            extend type Aa { y: Int } type Ab { x: Int }
            """,
            "Cannot extend type \"Aa\" because it is not defined. Did you mean \"Ab\"? 1:13");

    [Fact]
    public void Another_kind() =>
        Rule<PossibleTypeExtensions>.RejectsSdl(
            """
            type A { x: Int } extend enum A { Y }
            """,
            "Cannot extend non-enum type \"A\". 1:1 1:19");

    [Fact]
    public void Another_kind_of_an_existing_type() =>
        Rule<PossibleTypeExtensions>.RejectsExtension(
            """
            type A { x: Int }
            """,
            """
            extend enum A { Y }
            """,
            "Cannot extend non-enum type \"A\". 1:1");
}
