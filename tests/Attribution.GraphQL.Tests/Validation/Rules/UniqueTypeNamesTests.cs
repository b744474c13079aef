using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 3.3 "Schema".</summary>
public class UniqueTypeNamesTests
{
    [Fact]
    public void Each_type_once() =>
        Rule<UniqueTypeNames>.AcceptsSdl(
            """
            type A { a: Int } extend type A { b: Int } scalar B
            """);

    [Fact]
    public void One_name_twice() =>
        Rule<UniqueTypeNames>.RejectsSdl(
            """
            type A { a: Int } scalar A
            """,
            "There can be only one type named \"A\". 1:6 1:26");

    [Fact]
    public void One_name_again() =>
        Rule<UniqueTypeNames>.RejectsExtension(
            """
            type A { a: Int }
            """,
            """
            scalar A
            """,
            "Type \"A\" already exists in the schema. It cannot also be defined in this type definition. 1:8");
}
