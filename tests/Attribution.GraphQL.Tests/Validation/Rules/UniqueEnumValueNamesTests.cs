using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 3.9 "Enums".</summary>
public class UniqueEnumValueNamesTests
{
    [Fact]
    public void Each_value_once() =>
        Rule<UniqueEnumValueNames>.AcceptsSdl(
            """
            enum A { X } extend enum A { Y } enum B { X }
            """);

    [Fact]
    public void One_value_twice() =>
        Rule<UniqueEnumValueNames>.RejectsSdl(
            """
            enum A { X } extend enum A { X }
            """,
            "Enum value \"A.X\" can only be defined once. 1:10 1:30");

    [Fact]
    public void One_value_again() =>
        Rule<UniqueEnumValueNames>.RejectsExtension(
            """
            enum A { X }
            """,
            """
            extend enum A { X }
            """,
            "Enum value \"A.X\" already exists in the schema. It cannot also be defined in this "
            + "type extension. 1:17");
}
