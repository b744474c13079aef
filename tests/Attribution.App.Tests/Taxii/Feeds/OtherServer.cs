using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attribution.Stix.Taxii;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Attribution.App.Tests.Taxii.Feeds;

/// <summary>A TAXII server on this machine with one collection, which keeps the standard except where a test says
/// otherwise.</summary>
internal sealed class OtherServer : IAsyncDisposable
{
    internal const string Collection = "11111111-1111-4111-8111-111111111111";
    private static readonly Instant Morning = Instant.FromUtc(2026, 1, 10, 9, 0);

    private readonly WebApplication _application;
    private readonly List<(string Json, Instant Added)> _objects = [];
    private readonly ConcurrentDictionary<string, JsonArray> _pending = new(StringComparer.Ordinal);
    private int _requests;

    private OtherServer(HttpsConnectionAdapterOptions? https)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (https is not null)
            {
                listen.UseHttps(https);
            }
        }));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    internal string Root => $"{_application.Urls.First()}/feeds/";

    internal Instant Now { get; set; } = Morning + Duration.FromDays(1);

    /// <summary>What happens instead of the proper answer to the request of this number, from 1; false leaves it to
    /// the proper one.</summary>
    internal Func<HttpContext, int, Task<bool>> Interference { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Why an object that is sent is refused; null when it is taken.</summary>
    internal Func<JsonNode, string?> Refuses { get; set; } = _ => null;

    /// <summary>Whether what became of objects is told only when somebody asks.</summary>
    internal bool TakesItsTime { get; set; }

    internal ConcurrentQueue<string> Requests { get; } = new();

    internal ConcurrentQueue<string> Authorizations { get; } = new();

    /// <summary>Every object that was sent, each time it was.</summary>
    internal ConcurrentQueue<JsonNode> Sent { get; } = new();

    internal static async Task<OtherServer> StartAsync(HttpsConnectionAdapterOptions? https = null)
    {
        var server = new OtherServer(https);
        await server._application.StartAsync();
        return server;
    }

    internal void Add(JsonObject made, int second) =>
        _objects.Add((made.ToJsonString(), Morning + Duration.FromSeconds(second)));

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    internal static Task WriteAsync(HttpContext context, JsonNode body, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = TaxiiMediaType.Taxii;
        return context.Response.WriteAsync(body.ToJsonString());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _requests);
        var request = context.Request;
        Requests.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
        Authorizations.Enqueue(request.Headers.Authorization.ToString());
        context.Response.Headers.Date = Now.ToDateTimeUtc().ToString("R", CultureInfo.InvariantCulture);
        if (await Interference(context, number))
        {
            return;
        }

        var answer = (request.Method, request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)) switch
        {
            ("GET", [_]) => WriteAsync(context, new JsonObject
            {
                ["title"] = "A root",
                ["versions"] = new JsonArray("application/taxii+json;version=2.1"),
                ["max_content_length"] = 20_000,
            }),
            ("GET", [.., "objects"]) => PageAsync(context),
            ("POST", [.., "objects"]) => TakeAsync(context),
            ("GET", [.., "status", var id]) => WriteAsync(context, StatusOf(id, _pending[id], isComplete: true)),
            _ => WriteAsync(context, new JsonObject { ["title"] = "no" }, 404),
        };
        await answer;
    }

    /// <summary>Tokens are the number of objects passed so far.</summary>
    private Task PageAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var found = TaxiiTimestamp.TryParse(query["added_after"].ToString(), out var after)
            ? _objects.Where(entry => entry.Added > after).ToList()
            : [.. _objects];
        var skip = int.TryParse(query["next"], CultureInfo.InvariantCulture, out var passed) ? passed : 0;
        var page = found.Skip(skip).Take(Math.Min(10, int.Parse(query["limit"]!, CultureInfo.InvariantCulture)))
            .ToList();
        var body = new JsonObject();
        if (page.Count > 0)
        {
            context.Response.Headers["X-TAXII-Date-Added-First"] = TaxiiTimestamp.Format(page[0].Added);
            context.Response.Headers["X-TAXII-Date-Added-Last"] = TaxiiTimestamp.Format(page[^1].Added);
            body["objects"] = new JsonArray([.. page.Select(entry => JsonNode.Parse(entry.Json))]);
        }

        if (skip + page.Count < found.Count)
        {
            (body["more"], body["next"]) = (true, $"{skip + page.Count}");
        }

        return WriteAsync(context, body);
    }

    private async Task TakeAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        var objects = body!["objects"]!.AsArray();
        foreach (var sent in objects)
        {
            Sent.Enqueue(sent!);
        }

        var id = Guid.NewGuid().ToString();
        _pending[id] = objects;
        await WriteAsync(context, StatusOf(id, objects, isComplete: !TakesItsTime), 202);
    }

    private JsonObject StatusOf(string id, JsonArray objects, bool isComplete)
    {
        var failed = objects.Where(sent => Refuses(sent!) is not null).ToArray();
        var status = new JsonObject
        {
            ["id"] = id,
            ["status"] = isComplete ? "complete" : "pending",
            ["total_count"] = objects.Count,
            ["success_count"] = isComplete ? objects.Count - failed.Length : 0,
            ["failure_count"] = isComplete ? failed.Length : 0,
            ["pending_count"] = isComplete ? 0 : objects.Count,
        };
        if (isComplete && failed.Length > 0)
        {
            status["failures"] = new JsonArray([.. failed.Select(sent => new JsonObject
            {
                ["id"] = sent!["id"]!.GetValue<string>(),
                ["version"] = JsonSerializer.Deserialize<string>(sent["modified"] ?? sent["created"] ?? "\"\""),
                ["message"] = Refuses(sent),
            })]);
        }

        return status;
    }
}
