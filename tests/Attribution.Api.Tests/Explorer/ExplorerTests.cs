using System.Net;
using Attribution.Testing;

namespace Attribution.Api.Tests.Explorer;

/// <summary>The explorer in the browser.</summary>
public sealed class ExplorerTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string BrowserAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static readonly NodeFolder Browser = NodeFolder.At("tests/Attribution.Api.Tests/browser");

    [Fact]
    public async Task A_browser_gets_a_page_that_may_load_nothing_from_elsewhere()
    {
        using var answer = await GetAsync(server.Http, "/graphql", BrowserAccept);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; ");
        answer.Headers.Vary.ShouldContain("Accept");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("GraphQL");
    }

    [Theory]
    [InlineData("/graphql", "application/json")]
    [InlineData("/graphql", "*/*")]
    [InlineData("/graphql?query={__typename}", BrowserAccept)]
    [InlineData("/graphql", "text/html;q=0")]
    public async Task Who_does_not_ask_for_a_page_needs_a_token(string path, string accept)
    {
        using var answer = await GetAsync(server.Http, path, accept);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task It_can_be_turned_off()
    {
        await using var app = await server.StartAsync(
            builder => builder.Configuration["Attribution:GraphQL:Explorer"] = "false");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var answer = await GetAsync(http, "/graphql", BrowserAccept);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var script = await GetAsync(http, "/graphql/explorer.js", "*/*");
        script.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [NodeFact]
    public async Task GraphiQL_runs_a_query_and_a_subscription_in_a_browser_and_shows_their_results() =>
        (await Browser.RunAsync("explorer.mjs", $"{server.Http.BaseAddress}graphql", server.Token())).ShouldBe(
            """
            [{"data":{"campaigns":{"totalCount":0}}},{"data":{"campaignChanged":{"campaign":{"name":"Seen in the browser"},"event":{"type":"created"}}}}]

            """);

    private static async Task<HttpResponseMessage> GetAsync(HttpClient http, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await http.SendAsync(request);
    }
}
