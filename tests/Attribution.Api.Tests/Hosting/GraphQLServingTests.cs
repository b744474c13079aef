using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Attribution.Api.Tests.Hosting;

/// <summary>How the host serves GraphQL: sockets, limits, documents, compression, log.</summary>
public sealed class GraphQLServingTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Total = "{ campaigns { totalCount } }";

    private const string Subscribe =
        """{"id":"1","type":"subscribe","payload":{"query":"{ campaigns { totalCount } }"}}""";

    [Fact]
    public async Task A_socket_takes_the_token_from_the_handshake()
    {
        using var socket = await SocketClient.OpenAsync(server, server.Token());
        await socket.SayAsync("""{"type":"connection_init"}""");
        (await socket.HearAsync()).ShouldBe("""{"type":"connection_ack"}""");
        await socket.SayAsync(Subscribe);
        (await socket.HearAsync()).ShouldStartWith("""{"id":"1","type":"next","payload":{"data":{"campaigns":""");
    }

    [Theory]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("authorization", "")]
    public async Task A_socket_takes_the_token_from_connection_init(string key, string scheme)
    {
        using var socket = await SocketClient.OpenAsync(server, token: null);
        await socket.SayAsync(Init(key, scheme + server.Token()));
        (await socket.HearAsync()).ShouldBe("""{"type":"connection_ack"}""");
        await socket.SayAsync(Subscribe);
        (await socket.HearAsync()).ShouldStartWith("""{"id":"1","type":"next","payload":{"data":{"campaigns":""");
    }

    [Fact]
    public async Task A_socket_without_a_valid_token_is_sent_away()
    {
        var then = DateTimeOffset.UtcNow.AddHours(-1);
        var expired = server.Issuer.Mint(ApiServer.Analyst, then, TimeSpan.FromMinutes(5));
        await ShouldBeSentAwayAsync(token: null, """{"type":"connection_init"}""");
        await ShouldBeSentAwayAsync(token: null, Init("authorization", "Bearer nonsense"));
        await ShouldBeSentAwayAsync(token: null, Init("authorization", expired));
        await ShouldBeSentAwayAsync("nonsense", """{"type":"connection_init"}""");
        await ShouldBeSentAwayAsync(server.Token(), Init("authorization", expired));
    }

    [Fact]
    public async Task Answers_are_compressed_for_clients_that_take_it()
    {
        using var request = Post(Total);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var answer = await server.Http.SendAsync(request);
        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
    }

    [Fact]
    public async Task An_operation_beyond_a_configured_limit_is_refused_with_its_cost()
    {
        await using var app = await server.StartAsync(
            builder => Configure(builder.Configuration, "Limits:MaxTypeCost", "50"));
        var answer = await PostAsync(app.Urls.First(), "{ campaigns(first: 60) { nodes { id } } }");
        answer.ShouldContain("\"code\":\"TOO_COSTLY\"");
        answer.ShouldContain("\"typeCost\":61");
        (await PostAsync(app.Urls.First(), "{ campaigns(first: 40) { nodes { id } } }")).ShouldContain("\"data\"");
    }

    [Fact]
    public async Task Only_documents_of_the_trusted_folder_are_run_where_that_is_configured()
    {
        var folder = Directory.CreateTempSubdirectory("attribution-documents-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "total.graphql"), Total);
        await using (var app = await server.StartAsync(builder =>
        {
            Configure(builder.Configuration, "TrustedDocuments", folder);
            Configure(builder.Configuration, "OnlyTrustedDocuments", "true");
        }))
        {
            (await PostAsync(app.Urls.First(), Total)).ShouldContain("\"totalCount\"");
            (await PostAsync(app.Urls.First(), "{ __typename }")).ShouldContain("DOCUMENT_NOT_TRUSTED");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_slow_operation_is_logged_with_its_name_and_cost_and_never_its_variables()
    {
        using var log = new RememberedLog();
        await using var app = await server.StartAsync(builder =>
        {
            Configure(builder.Configuration, "SlowOperation", "00:00:00");
            builder.Logging.AddProvider(log);
        });
        using var request = Post(
            "query Slow($a: String) { campaigns(after: $a) { totalCount } }", new { a = "sesame" });
        request.RequestUri = new Uri($"{app.Urls.First()}/graphql");
        using var answer = await server.Http.SendAsync(request);
        var line = log.Lines.Single(line => line.Contains("Slow", StringComparison.Ordinal));
        line.ShouldMatch(@"^The Query Slow took \d+ ms; it may cost 1 for its fields and 1 for its objects\.$");
        log.Lines.ShouldNotContain(text => text.Contains("sesame", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("false", HttpStatusCode.BadRequest)]
    [InlineData("true", HttpStatusCode.OK)]
    public async Task Introspection_can_be_turned_off(string setting, HttpStatusCode status)
    {
        await using var app = await server.StartAsync(
            builder => Configure(builder.Configuration, "Introspection", setting));
        using var request = Post("{ __schema { queryType { name } } }");
        request.RequestUri = new Uri($"{app.Urls.First()}/graphql");
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var answer = await server.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(status);
    }

    private static void Configure(ConfigurationManager configuration, string name, string value) =>
        configuration[$"Attribution:GraphQL:{name}"] = value;

    private static string Init(string key, string value) =>
        JsonSerializer.Serialize(new
        {
            type = "connection_init",
            payload = new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value },
        });

    private HttpRequestMessage Post(string query, object? variables = null)
    {
        var body = JsonSerializer.Serialize(new { query, variables });
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token());
        return request;
    }

    private async Task<string> PostAsync(string address, string query)
    {
        using var request = Post(query);
        request.RequestUri = new Uri($"{address}/graphql");
        using var answer = await server.Http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task ShouldBeSentAwayAsync(string? token, string init)
    {
        using var socket = await SocketClient.OpenAsync(server, token);
        await socket.SayAsync(init);
        await socket.HearAsync();
        socket.CloseStatus.ShouldBe(4403, init);
    }
}
