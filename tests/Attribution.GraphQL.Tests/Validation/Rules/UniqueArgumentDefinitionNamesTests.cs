using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Sections 3.6.1 and 3.13.</summary>
public class UniqueArgumentDefinitionNamesTests
{
    [Fact]
    public void Each_argument_once() =>
        Rule<UniqueArgumentDefinitionNames>.AcceptsSdl(
            """
            type A { x(a: Int, b: Int): Int y(a: Int): Int } directive @a(a: Int) on FIELD
            """);

    [Fact]
    public void One_argument_twice() =>
        Rule<UniqueArgumentDefinitionNames>.RejectsSdl(
            """
            type A { x(a: Int, a: Int): Int } directive @a(b: Int, b: Int) on FIELD
            """,
            "Argument \"A.x(a:)\" can only be defined once. 1:12 1:20",
            "Argument \"@a(b:)\" can only be defined once. 1:48 1:56");
}
