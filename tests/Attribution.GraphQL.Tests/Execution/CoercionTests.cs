namespace Attribution.GraphQL.Tests.Execution;

public sealed class CoercionTests
{
    private readonly Library _library = new();

    [Theory]
    [InlineData("{ filterOf }", "none")]
    [InlineData("{ filterOf(where: null) }", "none")]
    [InlineData("{ filterOf(where: {}) }", "- 1 ")]
    [InlineData("{ filterOf(where: {minPages: null, genres: CRIME, title: \"T\"}) }", "T  Crime")]
    [InlineData("query ($n: Int) { filterOf(where: {minPages: $n}) }", "- 1 ")]
    [InlineData("query ($n: Int = 4) { filterOf(where: {minPages: $n, genres: [CRIME, POETRY]}) }", "- 4 Crime+Poetry")]
    public async Task Literals_become_input_objects(string document, string expected) =>
        (await _library.RunAsync(document)).ShouldBe($$$"""{"data":{"filterOf":"{{{expected}}}"}}""");

    [Fact]
    public async Task Variables_become_input_objects()
    {
        const string Document = "query ($where: BookFilter) { filterOf(where: $where) }";
        (await _library.RunAsync(Document, new { where = new { title = "x", genres = new[] { "POETRY" } } }))
            .ShouldBe("""{"data":{"filterOf":"x 1 Poetry"}}""");
        (await _library.RunAsync(Document)).ShouldBe("""{"data":{"filterOf":"none"}}""");
    }

    [Fact]
    public async Task Variables_inside_json_keep_their_values()
    {
        const string Document = """
            query ($a: JSON, $b: String = "dflt", $c: Int) { echo(json: {a: $a, b: [$b, $c], c: $c, d: E}) }
            """;
        (await _library.RunAsync(Document, new { a = new Dictionary<string, object> { ["x y"] = 1.5 } }))
            .ShouldContain("""
                "json":{"a":{"x y":1.5},"b":["dflt",null],"d":"E"}
                """.Trim());
    }

    [Theory]
    [InlineData(
        "query ($id: ID!) { book(id: $id) { id } }", "{}",
            "Variable \\\"$id\\\" of required type \\\"ID!\\\" was not provided.")]
    [InlineData("query ($id: ID!) { book(id: $id) { id } }", "{\"id\":null}", "must not be null")]
    [InlineData("query ($n: Int) { books(first: $n) { id } }", "{\"n\":\"1\"}", "got invalid value")]
    [InlineData(
        "query ($w: BookFilter) { filterOf(where: $w) }", "{\"w\":{\"genres\":[\"CRIME\",\"X\"]}}",
            "at \\\"w.genres[1]\\\"")]
    [InlineData("query ($w: BookFilter) { filterOf(where: $w) }", "{\"w\":{\"nope\":1}}", "is not defined by type")]
    public async Task Wrong_variables_keep_the_operation_from_running(
        string document, string variables, string expected)
    {
        var response = await _library.RunAsync(document, System.Text.Json.JsonDocument.Parse(variables).RootElement);
        response.ShouldContain(expected);
        response.ShouldContain("BAD_USER_INPUT");
        response.ShouldNotContain("\"data\"");
    }

    [Fact]
    public async Task A_single_value_is_a_list_of_one()
    {
        (await _library.RunAsync("query ($ids: [ID!]) { echo(ids: $ids) }", new { ids = 7 }))
            .ShouldContain("\"ids\":[\"7\"]");
        (await _library.RunAsync("{ echo(ids: \"x\") }")).ShouldContain("\"ids\":[\"x\"]");
    }

    [Fact]
    public async Task Nothing_given_is_told_apart_from_null()
    {
        (await _library.RunAsync("{ echo }")).ShouldContain("\"text\":\"(none)\"");
        (await _library.RunAsync("{ echo(text: null) }")).ShouldContain("\"text\":null");
        (await _library.RunAsync("query ($t: String) { echo(text: $t) }")).ShouldContain("\"text\":\"(none)\"");
    }
}
