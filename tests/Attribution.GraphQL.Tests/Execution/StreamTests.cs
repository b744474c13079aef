using System.Text.Json;
using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Tests.Execution;

/// <summary>Lists with <c>@stream</c>.</summary>
public sealed class StreamTests
{
    private readonly Library _library = new();

    [Fact]
    public async Task The_first_items_come_at_once_and_the_rest_later()
    {
        var parts = await PartsAsync("{ books @stream(initialCount: 1, label: \"L\") { id } }");
        parts.ShouldBe(
        [
            """{"data":{"books":[{"id":"b1"}]},"pending":[{"id":"0","path":["books"],"label":"L"}],"hasNext":true}""",
            """{"incremental":[{"id":"0","items":[{"id":"b2"},{"id":"b3"}]}],"""
                + "\"completed\":" + """[{"id":"0"}],"hasNext":false}""",
        ]);
    }

    [Fact]
    public async Task Items_are_loaded_when_they_come()
    {
        var parts = await PartsAsync("{ books @stream(initialCount: 1) { author { name } } }");
        parts[0].ShouldStartWith("""{"data":{"books":[{"author":{"name":"Anna"}}]},""");
        parts[1].ShouldContain("""
            "items":[{"author":{"name":"Boris"}},{"author":{"name":"Anna"}}]
            """.Trim());
        _library.Loads.ShouldBe(["authors of b1", "authors of b2 b3"]);
    }

    [Fact]
    public async Task Lists_inside_a_list_come_together()
    {
        var parts = await PartsAsync("{ books(first: 2) { tags @stream } }");
        parts[0].ShouldBe("""{"data":{"books":[{"tags":[]},{"tags":[]}]},"""
            + "\"pending\":" + """[{"id":"0","path":["books",0,"tags"]}],"hasNext":true}""");
        parts[1].ShouldBe(
            """{"incremental":[{"id":"0","items":["x",null]}],"completed":[{"id":"0"}],"hasNext":false}""");
    }

    [Fact]
    public async Task Streamed_items_may_have_deferred_parts_and_streams()
    {
        var parts = await PartsAsync(
            "{ books(first: 2) @stream(initialCount: 1) { id ... @defer { title } similar @stream { id } } }");
        parts.Count.ShouldBe(6);
        parts[1].ShouldStartWith("""{"incremental":[{"id":"0","items":[{"id":"b2"},{"id":"b3"}]}],""");
        parts[2].ShouldBe(
            """{"incremental":[{"id":"1","data":{"title":"First"}}],"completed":[{"id":"1"}],"hasNext":true}""");
        parts[3].ShouldStartWith("""{"incremental":[{"id":"2","items":[{"id":"b2","similar":[]}]}],""");
        parts[3].ShouldContain("""
            "pending":[{"id":"3","path":["books",1,"similar"]},{"id":"4","path":["books",1]}]
            """.Trim());
        parts[5].ShouldEndWith("""
            "completed":[{"id":"4"}],"hasNext":false}
            """.Trim());
    }

    [Fact]
    public async Task Errors_of_later_items_name_their_place_in_the_list()
    {
        var parts = await PartsAsync("{ holes @stream(initialCount: 1) { number: __typename name } }");
        parts[1].ShouldContain("""
            "items":[null],"errors":[
            """.Trim());
        parts[1].ShouldContain("\"path\":[\"holes\",1,\"name\"]");
    }

    [Fact]
    public async Task An_item_that_must_not_be_null_ends_the_list_with_an_error()
    {
        var parts = await PartsAsync("{ strictHoles @stream(initialCount: 1) { name } }");
        parts[1].ShouldStartWith("""{"completed":[{"id":"0","errors":[{""");
        parts[1].ShouldContain("\"path\":[\"strictHoles\",1,\"name\"]");
        parts[1].ShouldEndWith("}}]}],\"hasNext\":false}");
    }

    [Fact]
    public async Task A_list_that_became_null_has_nothing_to_come()
    {
        var parts = await PartsAsync("{ strictHoles @stream(initialCount: 2) { name } }");
        parts.ShouldHaveSingleItem().ShouldEndWith("\"data\":{\"strictHoles\":null},\"hasNext\":false}");
    }

    [Theory]
    [InlineData("{ books(first: 1) @stream(if: false) { id } }")]
    [InlineData("query ($s: Boolean = false) { books(first: 1) @stream(if: $s) { id } }")]
    public async Task A_list_that_is_not_to_be_streamed_comes_whole(string document) =>
        (await PartsAsync(document)).ShouldBe(["""{"data":{"books":[{"id":"b1"}]}}"""]);

    [Fact]
    public async Task A_list_no_longer_than_its_first_items_is_complete() =>
        (await PartsAsync("{ books(first: 1) @stream(initialCount: 9) { id } }"))
            .ShouldBe(["""{"data":{"books":[{"id":"b1"}]},"hasNext":false}"""]);

    [Fact]
    public async Task A_client_that_takes_no_parts_gets_all_at_once() =>
        (await _library.RunAsync("{ books(first: 2) @stream { id } }"))
            .ShouldBe("""{"data":{"books":[{"id":"b1"},{"id":"b2"}]}}""");

    [Fact]
    public async Task The_number_of_first_items_may_be_a_variable()
    {
        const string Document = "query ($n: Int!) { books @stream(initialCount: $n) { id } }";
        (await PartsAsync(Document, new { n = 2 }))[0]
            .ShouldStartWith("""{"data":{"books":[{"id":"b1"},{"id":"b2"}]},"pending":""");
        (await PartsAsync(Document, new { n = 1 }))[0]
            .ShouldStartWith("""{"data":{"books":[{"id":"b1"}]},"pending":""");
        (await PartsAsync(Document, new { n = -1 })).ShouldHaveSingleItem().ShouldContain("BAD_USER_INPUT");
    }

    [Fact]
    public async Task Long_lists_take_turns()
    {
        var feed = new Feed();
        var parts = await feed.PartsAsync("{ many(count: 250) @stream other: many(count: 3) @stream }");
        parts.Select(part => part.Count(letter => letter == ',')).Max().ShouldBeLessThan(120);
        parts[1].ShouldStartWith("""{"incremental":[{"id":"0","items":[1,2,""");
        parts[2].ShouldStartWith("""{"incremental":[{"id":"1","items":[1,2,3]}],"completed":[{"id":"1"}],""");
        parts[3].ShouldStartWith("""{"incremental":[{"id":"0","items":[101,102,""");
        parts[4].ShouldEndWith(""",250]}],"completed":[{"id":"0"}],"hasNext":false}""");
    }

    private Task<List<string>> PartsAsync(string document, object? variables = null) =>
        Parts.OfAsync(_library.Engine, document, variables);
}

/// <summary>Reads all parts of a response.</summary>
internal static class Parts
{
    public static async Task<List<string>> OfAsync(GraphQLEngine engine, string document, object? variables = null)
    {
        var request = new GraphQLRequest(document)
        {
            Variables = variables is null ? default : JsonSerializer.SerializeToElement(variables),
        };
        var parts = new List<string>();
        await foreach (var response in engine.SubscribeAsync(request))
        {
            parts.Add(response.ToString());
            response.Dispose();
        }

        foreach (var part in parts)
        {
            JsonDocument.Parse(part).Dispose();
        }

        return parts;
    }
}
