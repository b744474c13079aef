using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 3.3.1 "Root Operation Types".</summary>
public class UniqueOperationTypesTests
{
    [Fact]
    public void Each_kind_once() =>
        Rule<UniqueOperationTypes>.AcceptsSdl(
            """
            schema { query: Query } extend schema { mutation: Mutation }
            """);

    [Fact]
    public void One_kind_twice() =>
        Rule<UniqueOperationTypes>.RejectsSdl(
            """
            schema { query: Query } extend schema { query: Other }
            """,
            "There can be only one query type in schema. 1:10 1:41");

    [Fact]
    public void One_kind_again() =>
        Rule<UniqueOperationTypes>.RejectsExtension(
            """
            type Query { a: Int }
            """,
            """
            extend schema { query: Other }
            """,
            "Type for query already defined in the schema. It cannot be redefined. 1:17");
}
