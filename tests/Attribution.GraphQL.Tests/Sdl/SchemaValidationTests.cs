using Attribution.GraphQL.Language;
using Attribution.GraphQL.Types;

namespace Attribution.GraphQL.Tests.Sdl;

/// <summary>Section 3 "Type System": what each rule refuses, and where.</summary>
public class SchemaValidationTests
{
    private const string Query = "type Query { a: Int }\n";

    [Theory]
    [InlineData("type Q { a: Int }", "Query root type must be provided.")]
    [InlineData("schema { query: Q } enum Q { A }", "Query root type must be Object type, it cannot be Q.")]
    [InlineData(
        "schema { query: Q mutation: Q } type Q { a: Int }",
        "All root types must be different, but Q is used for 2 of them.")]
    public void Root_types(string sdl, string error) => ShouldFail(sdl, error);

    [Theory]
    [InlineData(
        "type __T { a: Int }",
        "Name \"__T\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    [InlineData(
        "type T { __a: Int }",
        "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    [InlineData(
        "type T { a(__b: Int): Int }",
        "Name \"__b\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    [InlineData(
        "enum E { __A }",
        "Name \"__A\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    [InlineData(
        "directive @__d on FIELD",
        "Name \"__d\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    public void Reserved_names(string sdl, string error) => ShouldFail(Query + sdl, error);

    [Theory]
    [InlineData("type T", "Type T must define one or more fields.")]
    [InlineData("interface I", "Type I must define one or more fields.")]
    [InlineData("input I", "Type I must define one or more fields.")]
    [InlineData("enum E", "Type E must define one or more values.")]
    [InlineData("union U", "Type U must define one or more member types.")]
    public void Types_have_members(string sdl, string error) => ShouldFail(Query + sdl, error);

    [Theory]
    [InlineData("type T { a: I } input I { b: Int }", "The type of T.a must be Output Type but got: I.")]
    [InlineData("type T { a(b: [T!]): Int }", "The type of T.a(b:) must be Input Type but got: [T!].")]
    [InlineData("input I { a: Query }", "The type of I.a must be Input Type but got: Query.")]
    [InlineData("directive @d(a: Query) on FIELD", "The type of @d(a:) must be Input Type but got: Query.")]
    public void Input_and_output_types(string sdl, string error) => ShouldFail(Query + sdl, error);

    [Theory]
    [InlineData(
        "interface I { a: Int } type T implements I { b: Int }",
        "Interface field I.a expected but T does not provide it.")]
    [InlineData(
        "interface I { a: Int } type T implements I { a: String }",
        "Interface field I.a expects type Int but T.a is type String.")]
    [InlineData("interface I { a: Int } type T implements I & I { a: Int }", "Type T can only implement I once.")]
    [InlineData(
        "interface I implements I { a: Int }",
        "Type I cannot implement itself because it would create a circular reference.")]
    [InlineData(
        "interface I { a: Int } interface J implements I { a: Int } type T implements J { a: Int }",
        "Type T must implement I because it is implemented by J.")]
    [InlineData(
        "interface I { a(b: Int): Int } type T implements I { a: Int }",
        "Interface field argument I.a(b:) expected but T.a does not provide it.")]
    [InlineData(
        "interface I { a(b: Int): Int } type T implements I { a(b: Int!): Int }",
        "Interface field argument I.a(b:) expects type Int but T.a(b:) is type Int!.")]
    [InlineData(
        "interface I { a: Int } type T implements I { a(b: Int!): Int }",
        "Field T.a includes required argument b that is missing from the Interface field I.a.")]
    [InlineData(
        "interface I { a: Int } type T implements I { a: Int @deprecated }",
        "Interface field I.a is not deprecated, so T.a cannot be deprecated.")]
    public void Interfaces(string sdl, string error) => ShouldFail(Query + sdl, error);

    [Fact]
    public void Types_may_say_more_than_their_interfaces() => Schema.Build([new Source(Query + """
        interface I { a: I b(c: Int): [I] }
        type T implements I { a: T! b(c: Int, d: Int = 1): [T!]! }
        """)]).Types.Find("T").ShouldNotBeNull();

    [Theory]
    [InlineData("union U = Query | Query", "Union type U can only include type Query once.")]
    [InlineData("union U = Int", "Expected \"Int\" to be an object type.")]
    [InlineData("type T { a(b: Int! @deprecated): Int }", "Required argument T.a(b:) cannot be deprecated.")]
    [InlineData("input I { b: Int! @deprecated }", "Required input field I.b cannot be deprecated.")]
    [InlineData(
        "input I { a: I! }",
        "Cannot reference Input Object \"I\" within itself through a series of non-null fields: \"a\".")]
    [InlineData(
        "input I { a: J! } input J { b: I! }",
        "Cannot reference Input Object \"I\" within itself through a series of non-null fields: \"a.b\".")]
    [InlineData(
        "input I { a: I = {} }",
        "Invalid circular reference. The default value of Input Object field I.a references itself.")]
    [InlineData(
        "input I { a: I c: [I] = [{c: null}, {a: {}}] }",
        "Invalid circular reference. The default value of Input Object field I.c references itself.")]
    [InlineData(
        "input I { a: J = {} } input J { b: [I!] = [{}] }",
        "Invalid circular reference. The default value of Input Object field I.a references itself "
        + "via the default values of: J.b.")]
    [InlineData("input I @oneOf { a: Int! }", "OneOf input field I.a must be nullable.")]
    [InlineData("input I @oneOf { a: Int = 1 }", "OneOf input field I.a cannot have a default value.")]
    [InlineData("type T { a(b: Int = \"x\"): Int }", "Int cannot represent non-integer value: \"x\"")]
    [InlineData(
        "input I { a: [E!] = [A, B] } enum E { A }",
        "Value \"B\" does not exist in \"E\" enum. Did you mean the enum value \"A\"?")]
    [InlineData("type T { a: Int @deprecated(reason: 5) }", "String cannot represent a non string value: 5")]
    public void Unions_inputs_and_defaults(string sdl, string error) => ShouldFail(Query + sdl, error);

    [Fact]
    public void Input_objects_may_hold_themselves_when_they_need_not() => Schema.Build([new Source(Query + """
        input Filter { and: [Filter!]! not: Filter }
        input Page { next: Page = null other: [Page!] = [] sized: Page = {next: null, other: [], sized: null} }
        """)]).Types.Find("Filter").ShouldNotBeNull();

    private static void ShouldFail(string sdl, string error)
    {
        var failure = Should.Throw<SchemaException>(() => Schema.Build([new Source(sdl, "test.graphql")]));

        failure.Errors.Select(it => it.Message).ShouldBe([error]);
        failure.Errors[0].Code.ShouldBe("INVALID_SCHEMA");
    }
}
