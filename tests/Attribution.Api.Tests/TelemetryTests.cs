using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Attribution.Api.Tests;

public sealed class TelemetryTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static readonly string[] WantedSpans = ["Find", "HttpRequestIn", "url.path", "/graphql"];
    private static readonly string[] WantedMetrics =
        ["graphql.server.operation.duration", "http.server.request.duration"];

    [Fact]
    public async Task Traces_and_metrics_of_a_request_reach_the_collector_that_the_environment_names()
    {
        await using var collector = await Collector.StartAsync();

        await RunAsync(collector.Address);

        foreach (var name in WantedSpans)
        {
            collector.Received("/v1/traces").ShouldContain(name);
        }

        collector.Received("/v1/traces").ShouldContain("desk-7");
        foreach (var name in WantedMetrics)
        {
            collector.Received("/v1/metrics").ShouldContain(name);
        }
    }

    [Fact]
    public async Task Neither_tokens_nor_variables_are_sent()
    {
        await using var collector = await Collector.StartAsync();

        await RunAsync(collector.Address);

        var everything = collector.Received("/v1/traces") + collector.Received("/v1/metrics");
        everything.ShouldNotContain("eyJ");
        everything.ShouldNotContain("secret name");
    }

    private async Task RunAsync(Uri collector)
    {
        var app = await server.StartAsync(builder =>
        {
            builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.ToString();
            builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
            builder.Configuration["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=desk-7";
        });
        using (var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) })
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token());
            using var answer = await http.PostAsJsonAsync("/graphql", new
            {
                query = "query Find($text: String) { campaigns(where: {text: $text}) { totalCount } }",
                variables = new { text = "secret name" },
            });
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        }

        // What waits is sent while the host stops.
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>Takes what an OTLP exporter sends over HTTP and keeps the bytes; names in protobuf are plain
    /// text.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);
        private readonly WebApplication _app;

        private Collector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            _app = builder.Build();
            _app.Urls.Add("http://127.0.0.1:0");
            _app.MapPost("/v1/{signal}", async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                var text = Encoding.Latin1.GetString(body.ToArray());
                _received.AddOrUpdate(context.Request.Path, text, (_, before) => before + text);
            });
        }

        internal Uri Address => new(_app.Urls.First());

        internal static async Task<Collector> StartAsync()
        {
            var collector = new Collector();
            await collector._app.StartAsync();
            return collector;
        }

        internal string Received(string path) => _received.GetValueOrDefault(path, "");

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
