using System.Text.Json;
using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Attribution.Benchmarks.GraphQL;

/// <summary>The engine and the bare routes it is compared with, on one Kestrel.</summary>
internal static class ComparedServers
{
    private static readonly JsonSerializerOptions BareOptions = new(JsonSerializerDefaults.Web);

    /// <param name="port">Where it listens; any free port when 0.</param>
    /// <param name="hasEngine">Whether the engine is there; the bare routes always are.</param>
    internal static async Task<WebApplication> StartAsync(int port = 0, bool hasEngine = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add($"http://127.0.0.1:{port}");
        if (hasEngine)
        {
            application.MapGraphQL("/graphql", GraphQLEngine.Create(CampaignSample.Schema()));
        }

        application.MapPost("/campaigns", (RequestDelegate)(context =>
            WriteAsync(context, new { data = new { campaigns = new Page([.. CampaignSample.Campaigns.Take(20)]) } })));
        application.MapPost("/campaign", (RequestDelegate)(context =>
        {
            var found = CampaignSample.Find(CampaignSample.Campaigns[7].Id)!;
            return WriteAsync(context, new { data = new { campaign = new { found.Id, found.Name, found.Status } } });
        }));
        await application.StartAsync();
        return application;
    }

    // The fastest plain way: the whole body read, the answer serialised into rented memory and sent with its length.
    private static async Task WriteAsync<T>(HttpContext context, T value)
    {
        while (await context.Request.BodyReader.ReadAsync() is var read)
        {
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        using var json = new JsonOutput();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { SkipValidation = true }))
        {
            JsonSerializer.Serialize(writer, value, BareOptions);
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Position;
        await context.Response.BodyWriter.WriteAsync(json.WrittenMemory);
    }
}
