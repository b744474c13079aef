namespace Attribution.GraphQL.Tests.Execution;

public sealed class NullPropagationTests
{
    private readonly Library _library = new();

    [Fact]
    public async Task A_failed_nullable_field_is_null_and_says_nothing_of_the_reason()
    {
        var response = await _library.RunAsync("{ fails works { id } }");
        response.ShouldEndWith("""
            "data":{"fails":null,"works":[{"id":"b1"},{"id":"f1"}]}}
            """.Trim());
        response.ShouldNotContain("secret");
        response.ShouldContain("\"path\":[\"fails\"]");
        response.ShouldContain("\"locations\":[{\"line\":1,\"column\":3}]");
        var failure = _library.Failures.ShouldHaveSingleItem();
        failure.Exception.Message.ShouldBe("secret");
        response.ShouldContain(failure.ErrorId);
    }

    [Fact]
    public async Task A_failed_non_null_field_takes_its_parent_away()
    {
        (await _library.RunAsync("{ works { id } failsHard }")).ShouldBe(
            """{"errors":[{"message":"Not now.","locations":[{"line":1,"column":16}],"path":["failsHard"],"""
            + "\"extensions\":" + """{"code":"UNAVAILABLE"}}],"data":null}""");
    }

    [Fact]
    public async Task Null_stops_at_the_nearest_nullable_place()
    {
        var response = await _library.RunAsync("{ holes { number deep { number } } }");
        response.ShouldEndWith("""
            "data":{"holes":[{"number":1,"deep":{"number":3}},null]}}
            """.Trim());
        response.ShouldContain("\"path\":[\"holes\",1,\"number\"]");
    }

    [Fact]
    public async Task Null_passes_through_items_that_must_not_be_null()
    {
        var response = await _library.RunAsync("{ strictHoles { name } works { id } }");
        response.ShouldEndWith("""
            "data":{"strictHoles":null,"works":[{"id":"b1"},{"id":"f1"}]}}
            """.Trim());
        response.ShouldContain("Cannot return null for non-nullable field Hole.name.");
        response.ShouldContain("\"path\":[\"strictHoles\",1,\"name\"]");
    }

    [Fact]
    public async Task A_failure_while_loading_belongs_to_the_field_it_was_loaded_for()
    {
        var response = await _library.RunAsync("{ holes { deep { loaded } } strictHoles { deep { number } loaded } }");
        response.ShouldEndWith("""
            "data":{"holes":[{"deep":null},{"deep":null}],"strictHoles":[
            """.Trim() + """{"deep":{"number":3},"loaded":"loaded"},{"deep":null,"loaded":"loaded"}]}}""");
        response.ShouldContain("\"path\":[\"holes\",0,\"deep\",\"loaded\"]");
    }
}
