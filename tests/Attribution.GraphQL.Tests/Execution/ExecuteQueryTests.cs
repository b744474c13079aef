namespace Attribution.GraphQL.Tests.Execution;

public sealed class ExecuteQueryTests
{
    private readonly Library _library = new();

    [Fact]
    public async Task Fields_come_in_the_order_they_are_selected()
    {
        var response = await _library.RunAsync("{ book(id: \"b1\") { pages title id __typename } }");
        response.ShouldBe("""{"data":{"book":{"pages":100,"title":"First","id":"b1","__typename":"Book"}}}""");
    }

    [Fact]
    public async Task Aliases_and_variables_work()
    {
        var response = await _library.RunAsync(
            "query ($id: ID!) { one: book(id: $id) { t: title } other: book(id: 7) { id } }", new { id = "b2" });
        response.ShouldBe("""{"data":{"one":{"t":"Second \"quoted\""},"other":null}}""");
    }

    [Fact]
    public async Task Fragments_merge_into_the_fields_around_them()
    {
        var response = await _library.RunAsync("""
            { book(id: "b1") { ...A author { id } ... on Book { title } ... on Work { title } } }
            fragment A on Book { author { name } id }
            """);
        response.ShouldBe("""{"data":{"book":{"author":{"name":"Anna","id":"a1"},"id":"b1","title":"First"}}}""");
    }

    [Theory]
    [InlineData(true, false, """{"data":{"book":{"title":"First"}}}""")]
    [InlineData(false, true, """{"data":{"book":{"id":"b1","title":"First","pages":100}}}""")]
    [InlineData(false, false, """{"data":{"book":{"id":"b1","title":"First"}}}""")]
    public async Task Skip_and_include_decide_by_variables(bool skip, bool include, string expected)
    {
        const string Document = """
            query ($skip: Boolean!, $include: Boolean!) {
              book(id: "b1") { id @skip(if: $skip) title ... @include(if: $include) { pages @skip(if: $skip) } }
            }
            """;
        for (var times = 0; times < 2; times++)
        {
            (await _library.RunAsync(Document, new { skip, include })).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Children_of_a_level_are_loaded_in_one_call()
    {
        var response = await _library.RunAsync("{ books { author { books { author { name } } } } }");
        response.ShouldBe(
            """{"data":{"books":["""
            + """{"author":{"books":[{"author":{"name":"Anna"}},{"author":{"name":"Anna"}}]}},"""
            + """{"author":{"books":[{"author":{"name":"Boris"}}]}},"""
            + """{"author":{"books":[{"author":{"name":"Anna"}},{"author":{"name":"Anna"}}]}}]}}""");
        _library.Loads.ShouldBe(
            ["authors of b1 b2 b3", "books of a1 a2 a1", "authors of b1 b3 b2 b1 b3"]);
    }

    [Fact]
    public async Task Values_of_interfaces_and_unions_are_told_apart()
    {
        const string Document = "{ works { __typename title ... on Film { minutes } ... on Book { author { id } } } }";
        (await _library.RunAsync(Document))
            .ShouldBe("""{"data":{"works":[{"__typename":"Book","title":"First","author":{"id":"a1"}},"""
                + """{"__typename":"Film","title":"Film","minutes":90.5}]}}""");
    }

    [Fact]
    public async Task A_value_of_no_possible_type_is_null_with_an_error()
    {
        var response = await _library.RunAsync(
            "{ anything { ... on Author { books { id } } ... on Book { author { id } } } }");
        response.ShouldContain("""
            "data":{"anything":[{"author":{"id":"a1"}},null,{"books":[{"id":"b2"}]},null]}
            """.Trim());
        response.ShouldContain("""
            "path":["anything",3]
            """.Trim());
    }

    [Fact]
    public async Task Fields_that_wait_do_so_side_by_side()
    {
        var running = _library.RunAsync("{ a: slow(name: \"a\") b: slow(name: \"b\") }");
        _library.Loads.ShouldBe(["start a", "start b"]);
        _library.Gate.SetResult();
        (await running).ShouldBe("""{"data":{"a":"a","b":"b"}}""");
    }

    [Fact]
    public async Task Lists_in_lists_keep_their_children_apart()
    {
        var response = await _library.RunAsync("{ nested { id author { name } } }");
        response.ShouldContain("""
            "data":{"nested":[null,[{"id":"b2","author":{"name":"Boris"}},{"id":"b3","author":{"name":"Anna"}}],null]}
            """.Trim());
        response.ShouldContain("""
            "path":["nested",0,1]
            """.Trim());
    }

    [Fact]
    public async Task An_operation_is_chosen_by_name()
    {
        const string Document = "query A { book(id: 1) { id } } query B { works { id } }";
        (await _library.RunAsync(Document, operationName: "A")).ShouldBe("""{"data":{"book":null}}""");
        (await _library.RunAsync(Document)).ShouldContain("OPERATION_NOT_FOUND");
        (await _library.RunAsync(Document, operationName: "C")).ShouldContain("Unknown operation named \\\"C\\\".");
    }

    [Fact]
    public async Task The_schema_describes_itself()
    {
        var response = await _library.RunAsync("""
            { __schema { queryType { name } } __type(name: "Genre") { kind enumValues { name } } }
            """);
        response.ShouldBe(
            """{"data":{"__schema":{"queryType":{"name":"Query"}},"__type":"""
            + """{"kind":"ENUM","enumValues":[{"name":"CRIME"},{"name":"POETRY"}]}}}""");
    }

    [Fact]
    public async Task A_resolver_knows_what_is_asked_of_its_value()
    {
        (await _library.RunAsync("{ selected { ...F id @skip(if: true) } } fragment F on Author { x: name }"))
            .ShouldBe("""{"data":{"selected":{"x":"True"}}}""");
        (await _library.RunAsync("{ selected { id } }")).ShouldBe("""{"data":{"selected":{"id":"True"}}}""");
        (await _library.RunAsync("{ selected { a: name ... { b: id @include(if: false) } } }"))
            .ShouldBe("""{"data":{"selected":{"a":"True"}}}""");
    }

    [Fact]
    public async Task Mutations_run_one_after_the_other()
    {
        var response = await _library.RunAsync(
            "mutation { a: add(amount: 1) { total later } b: add(amount: 2) { later total } }");
        response.ShouldBe("""{"data":{"a":{"total":1,"later":1},"b":{"later":3,"total":3}}}""");
        _library.Loads.ShouldBe(["add 1", "add 2"]);
    }
}
