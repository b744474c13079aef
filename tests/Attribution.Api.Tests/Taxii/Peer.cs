using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attribution.Api.Tests.Taxii;

/// <summary>A TAXII client that sends whatever a test wants, as a principal of a tenant of its own.</summary>
internal sealed class Peer(ApiServer server, Dictionary<string, object> claims)
{
    internal const string Root = "/taxii2/attribution/";
    internal const string MediaType = "application/taxii+json;version=2.1";
    internal const string Green = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
    internal const string Red = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";

    internal static Peer Of(ApiServer server) => new(server, new(ApiServer.Analyst)
    {
        ["tenant"] = Guid.NewGuid().ToString(),
        ["roles"] = new[] { "senior_analyst" },
        ["countries"] = new[] { "DE" },
    });

    internal string Token => server.Token(claims);

    internal string Tenant => (string)claims["tenant"];

    /// <summary>The same with another claim.</summary>
    internal Peer With(string claim, object value) => new(server, new(claims) { [claim] = value });

    /// <summary>The path of a new collection.</summary>
    internal async Task<string> OfferAsync(
        string title = "Everything", string ceiling = "AMBER", bool acceptsObjects = true, string filter = "")
    {
        var saved = await MutateAsync(
            $$"""
            saveTaxiiCollection(input: { title: "{{title}}", ceiling: {{ceiling}},
              acceptsObjects: {{(acceptsObjects ? "true" : "false")}} {{filter}} }) { collection { id } }
            """);
        return $"{Root}collections/{saved.GetProperty("collection").GetProperty("id").GetString()}/";
    }

    /// <summary>What a mutation answers.</summary>
    internal async Task<JsonElement> MutateAsync(string field)
    {
        var (_, body) = await server.QueryAsync($"mutation {{ {field} }}", Token);
        body.TryGetProperty("errors", out var errors).ShouldBeFalse(errors.ToString());
        return body.GetProperty("data").EnumerateObject().Single().Value;
    }

    internal async Task<Guid> OpenCampaignAsync(string name, string audience = "classification: AMBER") =>
        (await MutateAsync($"createCampaign(input: {{ name: \"{name}\", {audience} }}) {{ campaign {{ id }} }}"))
            .GetProperty("campaign").GetProperty("id").GetGuid();

    internal Task<Answer> GetAsync(string path, string? accept = MediaType) =>
        SendAsync(HttpMethod.Get, path, accept: accept);

    internal Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    internal Task<Answer> PostAsync(string path, string body, string contentType = MediaType) =>
        SendAsync(HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>Adds objects to a collection.</summary>
    internal async Task<JsonElement> AddAsync(string collection, params JsonObject[] objects)
    {
        var answer = await PostAsync($"{collection}objects/", Envelope(objects));
        answer.Status.ShouldBe(202, answer.Text);
        return answer.Body;
    }

    internal async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        byte[]? body = null,
        string? contentType = null,
        string? accept = MediaType,
        AuthenticationHeaderValue? credentials = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = credentials ?? new AuthenticationHeaderValue("Bearer", Token);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await server.Http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    internal static string Envelope(params JsonObject[] objects) => new JsonObject
    {
        ["objects"] = new JsonArray([.. objects.Select(made => made.DeepClone())]),
    }.ToJsonString();

    internal static JsonObject Tool(
        string? id = null, string name = "nmap", string modified = "2025-01-10T09:00:00.000Z", string? marking = null)
    {
        var made = new JsonObject
        {
            ["type"] = "tool",
            ["spec_version"] = "2.1",
            ["id"] = id ?? $"tool--{Guid.NewGuid()}",
            ["created"] = "2025-01-10T09:00:00.000Z",
            ["modified"] = modified,
            ["name"] = name,
        };
        if (marking is not null)
        {
            made["object_marking_refs"] = new JsonArray(marking);
        }

        return made;
    }

    internal static string IdOf(JsonObject made) => made["id"]!.GetValue<string>();
}

/// <summary>What a server answered.</summary>
internal sealed record Answer(int Status, string Text, Dictionary<string, string> Headers)
{
    internal JsonElement Body => JsonDocument.Parse(Text).RootElement;

    internal bool HasMore => Body.TryGetProperty("more", out var more) && more.GetBoolean();

    internal string Next => Body.GetProperty("next").GetString()!;

    /// <summary>The ids of the objects, or of the entries of the manifest, in their order.</summary>
    internal string[] Ids => Each("id");

    internal string[] Each(string property) => Body.TryGetProperty("objects", out var objects)
        ? [.. objects.EnumerateArray().Select(one => one.GetProperty(property).GetString()!)]
        : [];

    internal string? Header(string name) => Headers.GetValueOrDefault(name);

    internal static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        // As they were sent, and so before anything reads them: clients compare the text of the media type.
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    /// <summary>An error has its status twice, a title and a code, in the media type of everything.</summary>
    internal void ShouldBeError(int status)
    {
        Status.ShouldBe(status, Text);
        Header("Content-Type").ShouldBe(Peer.MediaType);
        Body.GetProperty("http_status").GetString().ShouldBe($"{status}");
        Body.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        Body.GetProperty("error_code").GetString()!.ShouldStartWith("TAXII_");
    }
}
