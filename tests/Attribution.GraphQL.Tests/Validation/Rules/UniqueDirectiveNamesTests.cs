using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 3.3 "Schema".</summary>
public class UniqueDirectiveNamesTests
{
    [Fact]
    public void Each_directive_once() =>
        Rule<UniqueDirectiveNames>.AcceptsSdl(
            """
            directive @a on FIELD directive @b on FIELD
            """);

    [Fact]
    public void One_name_twice() =>
        Rule<UniqueDirectiveNames>.RejectsSdl(
            """
            directive @a on FIELD directive @a on QUERY
            """,
            "There can be only one directive named \"@a\". 1:12 1:34");

    [Fact]
    public void One_name_again() =>
        Rule<UniqueDirectiveNames>.RejectsExtension(
            """
            directive @a on FIELD
            """,
            """
            directive @a on QUERY
            """,
            "Directive \"@a\" already exists in the schema. It cannot be redefined. 1:12");
}
