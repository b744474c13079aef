using System.Text.Json;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Language;
using Attribution.GraphQL.Limits;
using Attribution.GraphQL.Types;
using Attribution.GraphQL.Types.Binding;

namespace Attribution.GraphQL.Tests.Limits;

/// <summary>The cost directives: sizes by argument, variable and assumption, connections, weights.</summary>
public sealed class CostTests
{
    private const string Sdl = """
        type Query {
          items(first: Int = 5): [Item!]! @listSize(slicingArguments: ["first"])
          fixed: [Item!]! @listSize(assumedSize: 7)
          page(first: Int, last: Int): Page!
            @listSize(slicingArguments: ["first", "last"], sizedFields: ["nodes"], assumedSize: 3,
              requireOneSlicingArgument: false)
          sliced(first: Int, last: Int): Page! @listSize(slicingArguments: ["first", "last"], sizedFields: ["nodes"])
          dear: Int! @cost(weight: "40")
          search(text: String @cost(weight: "25")): Item!
          find(where: Where, any: [Where!]): Int!
        }
        input Where { near: String @cost(weight: "10") name: String and: [Where!] }
        type Page { nodes: [Item!]! total: Int! }
        type Item { id: ID! heavy: Heavy! }
        type Heavy @cost(weight: "2.5") { id: ID! }
        """;

    [Theory]
    [InlineData("{ items { id } }", "{}", 1, 5)]
    [InlineData("{ items(first: 2) { heavy { id } } }", "{}", 3, 7)]
    [InlineData("query ($n: Int) { items(first: $n) { id } }", """{"n":30}""", 1, 30)]
    [InlineData("query ($n: Int = 4) { items(first: $n) { id } }", "{}", 1, 4)]
    [InlineData("{ items(first: -5) { id } }", "{}", 1, 0)]
    [InlineData("{ fixed { heavy { id } } }", "{}", 8, 24.5)]
    [InlineData("{ page { nodes { id } total } }", "{}", 2, 4)]
    [InlineData("{ page(first: 10, last: 20) { nodes { heavy { id } } } }", "{}", 22, 71)]
    [InlineData("{ dear __typename }", "{}", 40, 0)]
    [InlineData("{ search(text: \"x\") { id } }", "{}", 26, 1)]
    [InlineData("{ find(where: {name: \"x\"}) }", "{}", 0, 0)]
    [InlineData("{ find(where: {near: \"x\", and: [{near: \"y\"}, {near: \"z\"}]}) }", "{}", 30, 0)]
    [InlineData("query ($w: Where) { find(where: $w, any: {near: \"x\"}) }", """{"w":{"near":"x"}}""", 20, 0)]
    [InlineData("query ($w: [Where!]) { find(any: $w) }", """{"w":[{"near":"x"},{"and":{"near":"y"}}]}""", 20, 0)]
    [InlineData("query ($n: String) { find(where: {near: $n}) }", "{}", 10, 0)]
    [InlineData("{ __schema { types { fields { name } } } }", "{}", 0, 0)]
    public void An_operation_costs_what_its_lists_may_hold(
        string document, string variables, double fieldCost, double typeCost)
    {
        var request = new GraphQLRequest(document) { Variables = JsonDocument.Parse(variables).RootElement };
        var prepared = Engine().Prepare(request, out var errors);
        errors.ShouldBeEmpty();
        prepared!.Plan.CostFor(prepared.Variables).ShouldBe(new OperationCost(fieldCost, typeCost));
    }

    [Theory]
    [InlineData("{ sliced(first: 2) { total } }", true)]
    [InlineData("{ sliced(last: 2, first: null) { total } }", true)]
    [InlineData("query ($n: Int) { sliced(first: $n) { total } }", true)]
    [InlineData("{ sliced { total } }", false)]
    [InlineData("{ sliced(first: null) { total } }", false)]
    [InlineData("{ sliced(first: 1, last: 2) { total } }", false)]
    public void Exactly_one_argument_says_the_size_where_the_schema_requires_it(string document, bool isTaken)
    {
        var prepared = Engine().Prepare(new GraphQLRequest(document), out var errors);

        (prepared is not null).ShouldBe(isTaken);
        errors.Select(error => (error.Code, error.Message)).ShouldBe(
            isTaken ? [] : [("SLICING_ARGUMENT_REQUIRED", "Give exactly one of first, last of the field sliced.")]);
    }

    private static GraphQLEngine Engine()
    {
        var bindings = new SchemaBindings();
        var first = Input.NullableValue<int>();
        bindings.Object<Root>("Query")
            .Define("items", field =>
            {
                field.Argument("first", first);
                return field.Returns(Output.List<string>()).Sync((_, _) => []);
            })
            .ListField<string>("fixed", _ => [])
            .Define("page", field =>
            {
                field.Argument("first", first);
                field.Argument("last", first);
                return field.Returns(Output.Of<int[]>()).Sync((_, _) => []);
            })
            .Define("sliced", field =>
            {
                field.Argument("first", first);
                field.Argument("last", first);
                return field.Returns(Output.Of<int[]>()).Sync((_, _) => []);
            })
            .Field("dear", _ => 1)
            .Define("find", field =>
            {
                field.Argument("where", Input.Nullable<Where>());
                field.Argument("any", Input.NullableList(Input.Of<Where>()));
                return field.Returns(Output.Of<int>()).Sync((_, _) => 1);
            })
            .Define("search", field =>
            {
                field.Argument("text", Input.Nullable<string>());
                return field.Returns(Output.Of<string>()).Sync((_, _) => "x");
            });
        bindings.InputObject<Where>("Where", fields =>
        {
            fields.Field("near", Input.Nullable<string>());
            fields.Field("name", Input.Nullable<string>());
            fields.Field("and", Input.NullableList(Input.Of<Where>()));
            return _ => new Where();
        });
        bindings.Object<int[]>("Page").ListField<string>("nodes", _ => []).Field("total", page => page.Length);
        bindings.Object<string>("Item").Field("id", item => item).Field("heavy", _ => 1.5);
        bindings.Object<double>("Heavy").Field("id", _ => "h");
        var schema = Schema.Build([new Source(Sdl, "cost-test.graphql"), CostDirectives.Fragment]).Bind(bindings);
        return GraphQLEngine.Create(schema);
    }

    private sealed record Where;
}
