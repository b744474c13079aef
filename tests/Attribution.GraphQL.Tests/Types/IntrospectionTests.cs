using Attribution.GraphQL.Language;
using Attribution.GraphQL.Tests.Validation;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Validation;

namespace Attribution.GraphQL.Tests.Types;

/// <summary>Section 4 "Introspection".</summary>
public class IntrospectionTests
{
    [Fact]
    public void Every_field_of_the_introspection_types_has_a_resolver() =>
        Introspection.Types.OfType<ObjectType>().SelectMany(type => type.Fields)
            .ShouldAllBe(field => field.Binding != null);

    [Fact]
    public void The_query_that_tools_send_is_valid()
    {
        const string Query = """
            query IntrospectionQuery {
              __schema {
                description
                queryType { name kind }
                mutationType { name kind }
                subscriptionType { name kind }
                types { ...FullType }
                directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
              }
            }
            fragment FullType on __Type {
              kind name description specifiedByURL isOneOf
              fields(includeDeprecated: true) {
                name description isDeprecated deprecationReason
                args(includeDeprecated: true) { ...InputValue }
                type { ...TypeRef }
              }
              inputFields(includeDeprecated: true) { ...InputValue }
              interfaces { ...TypeRef }
              enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
              possibleTypes { ...TypeRef }
            }
            fragment InputValue on __InputValue {
              name description type { ...TypeRef } defaultValue isDeprecated deprecationReason
            }
            fragment TypeRef on __Type {
              kind name
              ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
            }
            """;
        Parser.TryParse(new Source(Query), limits: null, out var document, out _).ShouldBeTrue();

        Validator.Validate(ExampleSchema.Schema, document!).ShouldBeEmpty();
    }

    [Fact]
    public void Types_and_fields_are_found_by_bytes()
    {
        var schema = ExampleSchema.Schema;

        schema.FieldOf(schema.Query!, Name.Of("__schema")).ShouldNotBeNull();
        schema.FieldOf(schema.Query!, Name.Of("__typename"))!.Type.ToString().ShouldBe("String!");
        schema.FieldOf((CompositeType)schema.Types.Find("Dog")!, Name.Of("__schema")).ShouldBeNull();
        schema.Types.Find("Dog").ShouldBeOfType<ObjectType>();
    }
}
