using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Sections 3.6, 3.7 and 3.10.</summary>
public class UniqueFieldDefinitionNamesTests
{
    [Fact]
    public void Each_field_once() =>
        Rule<UniqueFieldDefinitionNames>.AcceptsSdl(
            """
            type A { x: Int } extend type A { y: Int } input B { x: Int }
            """);

    [Fact]
    public void One_field_twice() =>
        Rule<UniqueFieldDefinitionNames>.RejectsSdl(
            """
            type A { x: Int } extend type A { x: Int }
            """,
            "Field \"A.x\" can only be defined once. 1:10 1:35");

    [Fact]
    public void One_input_field_twice() =>
        Rule<UniqueFieldDefinitionNames>.RejectsSdl(
            """
            input A { x: Int x: Int }
            """,
            "Field \"A.x\" can only be defined once. 1:11 1:18");

    [Fact]
    public void One_field_again() =>
        Rule<UniqueFieldDefinitionNames>.RejectsExtension(
            """
            interface A { x: Int }
            """,
            """
            extend interface A { x: Int }
            """,
            "Field \"A.x\" already exists in the schema. It cannot also be defined in this type extension. 1:22");
}
