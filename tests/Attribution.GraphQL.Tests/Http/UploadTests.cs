using System.Net;
using Attribution.GraphQL.Http;

namespace Attribution.GraphQL.Tests.Http;

public sealed class UploadTests : IAsyncLifetime
{
    private const string Operations =
        """{"query":"mutation ($file: Upload!) { upload(file: $file) }","variables":{"file":null}}""";

    private readonly HttpServer _server = new();

    public Task InitializeAsync() => _server.StartAsync(new GraphQLHttpOptions { MaxUploadBytes = 100 });

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_file_reaches_its_resolver()
    {
        var answer = await SendAsync("""{"0":["variables.file"]}""", "hello");
        answer.Body.ShouldBe("""{"data":{"upload":"a.txt: hello"}}""");
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        var answer = await SendAsync("""{"0":["variables.file"]}""", "hello", preflight: false);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body.ShouldContain("GraphQL-Preflight");
    }

    [Fact]
    public async Task Files_over_the_limit_are_refused() =>
        (await SendAsync("""{"0":["variables.file"]}""", new string('x', 101))).Status
            .ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    [Theory]
    [InlineData("""{"0":["variables.other"]}""")]
    [InlineData("""{"0":["query"]}""")]
    [InlineData("""{"0":[7]}""")]
    [InlineData("[")]
    public async Task A_map_that_leads_nowhere_is_refused(string map)
    {
        var answer = await SendAsync(map, "hello");
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Body.ShouldContain("BAD_REQUEST");
    }

    [Fact]
    public async Task A_file_that_was_not_sent_cannot_be_named()
    {
        var answer = await _server.PostAsync(Operations.Replace("null", "\"0\"", StringComparison.Ordinal));
        answer.Body.ShouldContain("The request has no such file.");
    }

    private async Task<Answer> SendAsync(string map, string content, bool preflight = true)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Operations), "operations" },
            { new StringContent(map), "map" },
            { new StringContent(content), "0", "a.txt" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, _server.Address) { Content = form };
        if (preflight)
        {
            request.Headers.Add("GraphQL-Preflight", "1");
        }

        return await _server.SendAsync(request);
    }
}
