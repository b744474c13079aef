using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Attribution.GraphQL.Http;
using Attribution.GraphQL.Tests.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Attribution.GraphQL.Tests.Http;

/// <summary>The library's schema on a real Kestrel at a free port.</summary>
public sealed class HttpServer : IAsyncLifetime
{
    private WebApplication? _application;

    internal Library Library { get; } = new();

    public HttpClient Client { get; } = new();

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync() => await StartAsync(new GraphQLHttpOptions());

    internal async Task StartAsync(GraphQLHttpOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _application = builder.Build();
        _application.Urls.Add("http://127.0.0.1:0");
        _application.UseWebSockets();
        _application.MapGraphQL("/graphql", Library.Engine, options);
        await _application.StartAsync();
        Address = new Uri($"{_application.Urls.First()}/graphql");
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _application!.DisposeAsync();
    }

    public Task<Answer> PostAsync(string body, string accept = "application/json", string type = "application/json") =>
        PostAsync(Encoding.UTF8.GetBytes(body), accept, type);

    public async Task<Answer> PostAsync(byte[] body, string accept, string? type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return await SendAsync(request);
    }

    public async Task<Answer> GetAsync(string query, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{Address}?{query}"));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
        return new Answer(response.StatusCode, headers, body);
    }
}

public sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? ContentType => Headers.GetValueOrDefault("Content-Type");
}
