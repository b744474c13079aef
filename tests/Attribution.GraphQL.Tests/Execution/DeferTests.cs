using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Tests.Execution;

public sealed class DeferTests
{
    private readonly Library _library = new();

    [Fact]
    public async Task A_deferred_fragment_comes_later()
    {
        var parts = await PartsAsync("{ book(id: \"b1\") { id ... @defer(label: \"L\") { title author { name } } } }");
        parts.ShouldBe(
        [
            """{"data":{"book":{"id":"b1"}},"pending":[{"id":"0","path":["book"],"label":"L"}],"hasNext":true}""",
            """{"incremental":[{"id":"0","data":{"title":"First","author":{"name":"Anna"}}}],"""
                + "\"completed\":" + """[{"id":"0"}],"hasNext":false}""",
        ]);
    }

    [Fact]
    public async Task The_fragments_of_a_list_are_loaded_at_once()
    {
        var parts = await PartsAsync("{ books(first: 2) { id ...A @defer } } fragment A on Book { author { id } }");
        parts.Count.ShouldBe(2);
        parts[0].ShouldContain("""
            "pending":[{"id":"0","path":["books",0]},{"id":"1","path":["books",1]}]
            """.Trim());
        parts[1].ShouldContain("""
            {"id":"0","data":{"author":{"id":"a1"}}},{"id":"1","data":{"author":{"id":"a2"}}}
            """.Trim());
        _library.Loads.ShouldBe(["authors of b1 b2"]);
    }

    [Fact]
    public async Task What_is_selected_outside_too_is_not_deferred()
    {
        var parts = await PartsAsync("{ book(id: \"b1\") { ... @defer { id author { id } } author { name } } }");
        parts[0].ShouldStartWith("""{"data":{"book":{"author":{"name":"Anna","id":"a1"}}},""");
        parts[1].ShouldContain("""
            "data":{"id":"b1"}
            """.Trim());
    }

    [Fact]
    public async Task Deferred_fragments_may_hold_others()
    {
        var parts = await PartsAsync(
            "{ book(id: \"b1\") { ... @defer(label: \"A\") { author { id ... @defer(label: \"B\") { name } } } } }");
        parts.Count.ShouldBe(3);
        parts[0].ShouldStartWith("""{"data":{"book":{}},""");
        parts[1].ShouldContain("""
            "pending":[{"id":"1","path":["book","author"],"label":"B"}],"hasNext":true
            """.Trim());
        parts[2].ShouldContain("""
            {"id":"1","data":{"name":"Anna"}}
            """.Trim());
    }

    [Fact]
    public async Task A_part_that_must_not_be_null_fails_alone()
    {
        var parts = await PartsAsync("{ holes { number: __typename ... @defer { name } } }");
        parts[1].ShouldStartWith("""{"incremental":[{"id":"0","data":{"name":"hole"}}],"completed":[{"id":"0"},""");
        parts[1].ShouldContain("""{"id":"1","errors":[{""");
        parts[1].ShouldContain("\"path\":[\"holes\",1,\"name\"]");
    }

    [Fact]
    public async Task What_became_null_has_no_parts_to_come()
    {
        var parts = await PartsAsync("{ holes { number ... @defer { loaded } } }");
        parts[0].ShouldContain("\"pending\":[{\"id\":\"0\",\"path\":[\"holes\",0]}]");
    }

    [Theory]
    [InlineData("{ book(id: \"b1\") { id ... @defer(if: false) { title } } }")]
    [InlineData("query ($d: Boolean = false) { book(id: \"b1\") { id ... @defer(if: $d) { title } } }")]
    public async Task A_fragment_that_is_not_to_be_deferred_is_not(string document) =>
        (await PartsAsync(document)).ShouldBe(["""{"data":{"book":{"id":"b1","title":"First"}}}"""]);

    [Fact]
    public async Task A_client_that_takes_no_parts_gets_all_at_once() =>
        (await _library.RunAsync("{ book(id: \"b1\") { id ... @defer { title } } }"))
            .ShouldBe("""{"data":{"book":{"id":"b1","title":"First"}}}""");

    private async Task<List<string>> PartsAsync(string document)
    {
        var parts = new List<string>();
        await foreach (var response in _library.Engine.SubscribeAsync(new GraphQLRequest(document)))
        {
            parts.Add(response.ToString());
            response.Dispose();
        }

        return parts;
    }
}
