using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 3.3 "Schema".</summary>
public class LoneSchemaDefinitionTests
{
    [Fact]
    public void One_schema() =>
        Rule<LoneSchemaDefinition>.AcceptsSdl(
            """
            schema { query: Query } type Query { a: Int } extend schema @a
            """);

    [Fact]
    public void Two_schemas() =>
        Rule<LoneSchemaDefinition>.RejectsSdl(
            """
            schema { query: Query }
            schema { query: Other }
            """,
            "Must provide only one schema definition. 2:1");

    [Fact]
    public void A_schema_for_a_schema() =>
        Rule<LoneSchemaDefinition>.RejectsExtension(
            """
            type Query { a: Int }
            """,
            """
            schema { query: Query }
            """,
            "Cannot define a new schema within a schema extension. 1:1");
}
