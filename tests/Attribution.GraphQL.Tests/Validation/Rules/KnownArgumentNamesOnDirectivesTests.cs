using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.4.1 "Argument Names" in a schema.</summary>
public class KnownArgumentNamesOnDirectivesTests
{
    [Fact]
    public void A_known_argument() =>
        Rule<KnownArgumentNamesOnDirectives>.AcceptsSdl(
            """
            type A { x: Int @deprecated(reason: "old") y: Int @b(c: 1) } directive @b(c: Int) on FIELD_DEFINITION
            """);

    [Fact]
    public void An_unknown_one() =>
        Rule<KnownArgumentNamesOnDirectives>.RejectsSdl(
            """
            type A { x: Int @deprecated(raeson: "old") }
            """,
            "Unknown argument \"raeson\" on directive \"@deprecated\". Did you mean \"reason\"? 1:29");
}
