using Attribution.Api.Messages;
using Attribution.App.Taxii;
using Attribution.Domain.Access;
using Attribution.Stix;
using Attribution.Stix.Taxii;
using Microsoft.AspNetCore.Http.Features;
using StixId = Attribution.Stix.StixId;

namespace Attribution.Api.Taxii;

/// <summary>The addresses of TAXII 2.1: discovery, one API root, and what is below it.</summary>
internal static class TaxiiEndpoints
{
    /// <summary>Of a request to add objects, as the API root says it.</summary>
    internal const int BodyBytesMax = 10 * 1024 * 1024;

    // To HEAD the server answers all but the body (RFC 9110, 9.3.2).
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private const string Root = $"{TaxiiBorder.Path}/attribution/";
    private const string Collection = $"{Root}collections/{{collection}}/";

    internal static void MapTaxii(this IEndpointRouteBuilder routes, TaxiiServer server)
    {
        Get($"{TaxiiBorder.Path}/", _ => Task.FromResult(TaxiiReply.Ok(TaxiiAnswer.Discovery(
            "Attribution", "Campaigns and who may be behind them.", contact: null, Root, [Root]))));
        Get(Root, _ => Task.FromResult(TaxiiReply.Ok(TaxiiAnswer.ApiRoot("Attribution", null, BodyBytesMax))));
        Get($"{Root}status/{{status}}/", http => StatusAsync(http, server));
        Get($"{Root}collections/", http => CollectionsAsync(http, server));
        Get(Collection, http => CollectionAsync(http, server));
        Get($"{Collection}objects/", http => TaxiiPages.ObjectsAsync(http, server));
        Get($"{Collection}manifest/", http => TaxiiPages.ManifestAsync(http, server));
        Get($"{Collection}objects/{{id}}/", http => TaxiiPages.ObjectAsync(http, server));
        Get($"{Collection}objects/{{id}}/versions/", http => TaxiiPages.VersionsAsync(http, server));
        routes.MapPost($"{Collection}objects/", Answer(http => AddAsync(http, server))).RequireAuthorization();
        routes.MapDelete($"{Collection}objects/{{id}}/", Answer(http => DeleteAsync(http, server)))
            .RequireAuthorization();

        void Get(string path, Func<HttpContext, Task<TaxiiReply>> handle) =>
            routes.MapMethods(path, Reading, Answer(handle)).RequireAuthorization();
    }

    /// <summary>The collection that a request is about; null when there is none for the caller.</summary>
    internal static async Task<ServedCollection?> FindCollectionAsync(HttpContext http, TaxiiServer server) =>
        Guid.TryParseExact(http.GetRouteValue("collection") as string, "D", out var id)
            ? await server.FindCollectionAsync(Caller(http), id, http.RequestAborted)
            : null;

    /// <summary>The object that a request is about; null when it is none.</summary>
    internal static StixId? ObjectOf(HttpContext http) =>
        StixId.TryParse(http.GetRouteValue("id") as string, out var id) ? id : null;

    internal static Principal Caller(HttpContext http) => http.Features.GetRequiredFeature<Principal>();

    private static RequestDelegate Answer(Func<HttpContext, Task<TaxiiReply>> handle) => async http =>
    {
        var reply = TaxiiMediaType.IsAcceptable(http.Request.Headers.Accept)
            ? await handle(http)
            : TaxiiReply.Error(StatusCodes.Status406NotAcceptable, $"Everything here is {TaxiiMediaType.Taxii}.");
        await reply.WriteAsync(http.Response);
    };

    private static async Task<TaxiiReply> CollectionsAsync(HttpContext http, TaxiiServer server)
    {
        var collections = await server.ListCollectionsAsync(Caller(http), http.RequestAborted);
        return TaxiiReply.Ok(TaxiiAnswer.Collections(
            [.. collections.Select(collection => Resource(Caller(http), collection))]));
    }

    private static async Task<TaxiiReply> CollectionAsync(HttpContext http, TaxiiServer server) =>
        await FindCollectionAsync(http, server) is { } collection
            ? TaxiiReply.Ok(TaxiiAnswer.Collection(Resource(Caller(http), collection)))
            : TaxiiReply.NotFound;

    private static TaxiiCollection Resource(Principal caller, ServedCollection collection) => new(
        collection.Id.ToString(),
        collection.Title,
        collection.Description,
        Alias: null,
        CanRead: true,
        TaxiiServer.MayWrite(caller, collection),
        [TaxiiMediaType.Stix]);

    private static async Task<TaxiiReply> StatusAsync(HttpContext http, TaxiiServer server) =>
        Guid.TryParseExact(http.GetRouteValue("status") as string, "D", out var id)
        && await server.FindStatusAsync(Caller(http), id, http.RequestAborted) is { } body
            ? TaxiiReply.Ok(body)
            : TaxiiReply.NotFound;

    private static async Task<TaxiiReply> AddAsync(HttpContext http, TaxiiServer server)
    {
        if (await FindCollectionAsync(http, server) is not { } collection)
        {
            return TaxiiReply.NotFound;
        }

        if (!TaxiiServer.MayWrite(Caller(http), collection))
        {
            return TaxiiReply.Error(StatusCodes.Status403Forbidden, "You may not add to this collection.");
        }

        if (!TaxiiMediaType.IsRequestBody(http.Request.ContentType) || http.Request.Headers.ContentEncoding.Count > 0)
        {
            return TaxiiReply.Error(
                StatusCodes.Status415UnsupportedMediaType, $"Send {TaxiiMediaType.Taxii}, not compressed.");
        }

        var body = await RequestBody.ReadAsync(http.Request, BodyBytesMax);
        var envelope = StixReader.Read(body.Span);
        return envelope.Entries.FirstOrDefault(entry => entry.Index is null) is { Problem: { } broken }
            ? TaxiiReply.Error(StatusCodes.Status400BadRequest, broken.Message)
            : !IsObject(body.Span) || !envelope.Container.HasObjects || envelope.Entries.Count == 0
            ? TaxiiReply.Error(
                StatusCodes.Status422UnprocessableEntity, "The body has to be an envelope with a list of objects.")
            : new TaxiiReply(
                StatusCodes.Status202Accepted,
                await server.AddAsync(Caller(http), collection, envelope.Entries, http.RequestAborted));
    }

    private static async Task<TaxiiReply> DeleteAsync(HttpContext http, TaxiiServer server)
    {
        if (await FindCollectionAsync(http, server) is not { } collection || ObjectOf(http) is not { } id)
        {
            return TaxiiReply.NotFound;
        }

        if (!TaxiiServer.MayWrite(Caller(http), collection))
        {
            return TaxiiReply.Error(StatusCodes.Status403Forbidden, "You may not take out of this collection.");
        }

        if (!TaxiiQuery.TryRead(TaxiiPages.Parameters(http), TaxiiResource.Object, out var query, out var error))
        {
            return new TaxiiReply(StatusCodes.Status400BadRequest, TaxiiAnswer.Error(error));
        }

        // Unlike reading, deleting is about all versions unless it says which.
        var versions = http.Request.Query.ContainsKey("match[version]")
            ? query.Versions
            : new TaxiiVersionMatch(First: false, Last: false, All: true, []);
        return await server.TakeOutAsync(collection, id, query with { Versions = versions }, http.RequestAborted)
            ? TaxiiReply.Ok([])
            : TaxiiReply.NotFound;
    }

    private static bool IsObject(ReadOnlySpan<byte> body) =>
        body.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'{', ..];
}
