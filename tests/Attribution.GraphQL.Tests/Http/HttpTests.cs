using System.Net;

namespace Attribution.GraphQL.Tests.Http;

public sealed class HttpTests(HttpServer server) : IClassFixture<HttpServer>
{
    private const string Modern = "application/graphql-response+json";

    [Fact]
    public async Task A_query_by_post_is_answered()
    {
        var answer = await server.PostAsync("""{"query":"{ book(id: 1) { id } }"}""");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ContentType.ShouldBe("application/json; charset=utf-8");
        answer.Body.ShouldBe("""{"data":{"book":null}}""");
    }

    [Fact]
    public async Task A_mutation_by_post_is_answered()
    {
        var answer = await server.PostAsync("""{"query":"mutation { add(amount: 0) { total } }"}""", Modern);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.ContentType.ShouldBe("application/graphql-response+json; charset=utf-8");
        answer.Body.ShouldBe("""{"data":{"add":{"total":0}}}""");
    }

    [Fact]
    public async Task A_query_by_get_is_answered()
    {
        var answer = await server.GetAsync(
            "query=query($id:ID!){book(id:$id){title}}&variables={\"id\":\"b1\"}", "text/html;q=0.5, */*;q=0.1");
        answer.Body.ShouldBe("""{"data":{"book":{"title":"First"}}}""");
        answer.Headers["Cache-Control"].ShouldBe("no-store");
        answer.Headers["Vary"].ShouldBe("Accept");
    }

    [Fact]
    public async Task A_mutation_by_get_is_refused()
    {
        var answer = await server.GetAsync("query=mutation{add(amount:1){total}}");
        answer.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Headers["Allow"].ShouldBe("POST");
        server.Library.Loads.ShouldNotContain("add 1");
    }

    [Fact]
    public async Task Other_methods_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, server.Address);
        var answer = await server.SendAsync(request);
        answer.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Headers["Allow"].ShouldBe("GET, POST");
    }

    [Theory]
    [InlineData(Modern, 400)]
    [InlineData("application/json", 200)]
    public async Task A_document_that_cannot_be_run_has_the_status_of_its_media_type(string accept, int status)
    {
        var answer = await server.PostAsync("""{"query":"{"}""", accept);
        ((int)answer.Status).ShouldBe(status);
        answer.Body.ShouldContain("GRAPHQL_PARSE_FAILED");
        answer.Body.ShouldNotContain("\"data\"");
    }

    [Theory]
    [InlineData("", "BAD_REQUEST", 400)]
    [InlineData("{", "BAD_REQUEST", 400)]
    [InlineData("{}", "\\\"query\\\" is missing", 400)]
    [InlineData("[]", "one request at a time", 400)]
    [InlineData("7", "must be a JSON object", 400)]
    [InlineData("""{"query":1}""", "must be a string", 400)]
    [InlineData("""{"query":"{a}"} x""", "not JSON", 400)]
    [InlineData("""{"query":"{a}","variables":[]}""", "must be a JSON object", 400)]
    [InlineData("""{"query":"{a}","variables":{"a":1,"a":2}}""", "not JSON", 400)]
    [InlineData("""{"query":"{a}","variables":{"a":"\ud800"}}""", "surrogate", 400)]
    [InlineData("""{"query":"{a \udc00}"}""", "surrogate", 400)]
    [InlineData("""{"query":"{a}","operationName":{}}""", "must be a string", 400)]
    [InlineData("""{"query":"{a}","extensions":""}""", "must be a JSON object", 400)]
    public async Task A_body_that_is_no_request_is_refused(string body, string expected, int status)
    {
        var answer = await server.PostAsync(body);
        ((int)answer.Status).ShouldBe(status);
        answer.Body.ShouldContain(expected);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        var answer = await server.PostAsync([(byte)'{', 0xff, (byte)'}'], "*/*", "application/json");
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body.ShouldContain("UTF-8");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=latin1")]
    [InlineData(null)]
    public async Task Bodies_of_other_types_are_refused(string? type)
    {
        var answer = await server.PostAsync("{}"u8.ToArray(), "*/*", type);
        answer.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_of_ours_is_told_what_there_is()
    {
        var answer = await server.PostAsync("""{"query":"{ __typename }"}""", "image/png");
        answer.Status.ShouldBe(HttpStatusCode.NotAcceptable);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        var answer = await server.PostAsync(new string(' ', 2_000_000));
        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Body.ShouldContain("PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task Escapes_in_the_document_are_resolved()
    {
        var answer = await server.PostAsync("""{"query":"{\n book(id: \"b1\")\u0020{ title } }"}""");
        answer.Body.ShouldBe("""{"data":{"book":{"title":"First"}}}""");
    }
}
