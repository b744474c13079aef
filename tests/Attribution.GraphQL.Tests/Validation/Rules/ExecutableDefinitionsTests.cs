using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Tests.Validation.Rules;

/// <summary>Section 5.1.1 "Executable Definitions".</summary>
public class ExecutableDefinitionsTests
{
    [Fact]
    public void A_type_extension_is_not_executable() =>
        Rule<ExecutableDefinitions>.Rejects(
            """
            query getDogName {
              dog {
                name
                color
              }
            }

            extend type Dog {
              color: String
            }
            """,
            "The \"Dog\" definition is not executable. 8:1");

    [Fact]
    public void Operations_and_fragments_are_executable() =>
        Rule<ExecutableDefinitions>.Accepts(
            """
            query getDogName { dog { ...names } }
            fragment names on Dog { name }
            """);

    [Fact]
    public void A_schema_and_a_directive_definition_are_not_executable() =>
        Rule<ExecutableDefinitions>.Rejects(
            """
            schema { query: Query }
            directive @mine on FIELD
            """,
            "The schema definition is not executable. 1:1",
            "The \"mine\" definition is not executable. 2:1");
}
