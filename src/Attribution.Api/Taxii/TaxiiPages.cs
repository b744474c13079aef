using System.Globalization;
using Attribution.App.Taxii;
using Attribution.Stix.Taxii;
using NodaTime;

namespace Attribution.Api.Taxii;

/// <summary>
/// The resources that come in pages. Where a page ends is a date, and no two objects of a collection have the same one:
/// what is added meanwhile comes behind, so a walk through the pages meets nothing twice and passes nothing over.
/// </summary>
internal static class TaxiiPages
{
    private const int ObjectsMax = 500;

    internal static Task<TaxiiReply> ObjectsAsync(HttpContext http, TaxiiServer server) =>
        PageAsync(http, server, new Wanted("objects", TaxiiResource.Objects, WithContent: true, Envelope));

    internal static Task<TaxiiReply> ManifestAsync(HttpContext http, TaxiiServer server) =>
        PageAsync(http, server, new Wanted("manifest", TaxiiResource.Objects, WithContent: false, Manifest));

    internal static Task<TaxiiReply> ObjectAsync(HttpContext http, TaxiiServer server) =>
        PageAsync(http, server, new Wanted("object", TaxiiResource.Object, WithContent: true, Envelope));

    internal static Task<TaxiiReply> VersionsAsync(HttpContext http, TaxiiServer server) =>
        PageAsync(http, server, new Wanted("versions", TaxiiResource.Versions, WithContent: false, Versions));

    /// <summary>Names and values, one pair for each time a name occurs.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Parameters(HttpContext http) =>
        http.Request.Query.SelectMany(
            parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value ?? ""));

    private static async Task<TaxiiReply> PageAsync(HttpContext http, TaxiiServer server, Wanted wanted)
    {
        var caller = TaxiiEndpoints.Caller(http);
        if (await TaxiiEndpoints.FindCollectionAsync(http, server) is not { } collection)
        {
            return TaxiiReply.NotFound;
        }

        if (!TaxiiQuery.TryRead(Parameters(http), wanted.Resource, out var query, out var error))
        {
            return new TaxiiReply(StatusCodes.Status400BadRequest, TaxiiAnswer.Error(error));
        }

        if (wanted.Resource != TaxiiResource.Objects)
        {
            if (TaxiiEndpoints.ObjectOf(http) is not { } id
                || !await server.HoldsAsync(caller, collection, id, http.RequestAborted))
            {
                return TaxiiReply.NotFound;
            }

            query = query with { Ids = [id], Versions = wanted.VersionsOf(query) };
        }

        var token = new PageToken(collection.Id, $"{wanted.Name}&{query.Selection}");
        if (token.Continue(query) is not { } continued)
        {
            return TaxiiReply.Error(StatusCodes.Status400BadRequest, "next is none that this query was given.");
        }

        var limit = Math.Min(query.Limit ?? ObjectsMax, ObjectsMax);
        var slice = await server.ReadAsync(
            caller, collection, new TaxiiSliceRequest(continued, limit, wanted.WithContent), http.RequestAborted);
        return TaxiiReply.Ok(wanted.Write(slice, slice.HasMore ? token.After(slice.Objects[^1].DateAdded) : null)) with
        {
            Added = slice.Objects is [var first, ..] ? (first.DateAdded, slice.Objects[^1].DateAdded) : null,
        };
    }

    private static byte[] Envelope(TaxiiSlice slice, string? next) => TaxiiAnswer.Envelope(
        [.. slice.Objects.Select(served => served.Content!)], slice.HasMore, next);

    private static byte[] Manifest(TaxiiSlice slice, string? next) => TaxiiAnswer.Manifest(
        [
            .. slice.Objects.Select(served =>
                new TaxiiManifestEntry(served.Id, served.DateAdded, served.Version, TaxiiMediaType.Stix)),
        ],
        slice.HasMore,
        next);

    private static byte[] Versions(TaxiiSlice slice, string? next) =>
        TaxiiAnswer.Versions([.. slice.Objects.Select(served => served.Version)], slice.HasMore, next);

    /// <summary>One of the resources.</summary>
    private sealed record Wanted(
        string Name, TaxiiResource Resource, bool WithContent, Func<TaxiiSlice, string?, byte[]> Write)
    {
        internal TaxiiVersionMatch VersionsOf(TaxiiQuery query) => Resource == TaxiiResource.Versions
            ? new TaxiiVersionMatch(First: false, Last: false, All: true, [])
            : query.Versions;
    }

    /// <summary>
    /// The <c>next</c> of a query. It says nothing but a date, which is asked again with the rights of whoever brings
    /// it; so its key is no secret, and only tells what was given for this query from what was not.
    /// </summary>
    private sealed class PageToken(Guid collection, string scope)
    {
        private readonly TaxiiPageToken _token = new(collection.ToByteArray());

        internal string After(Instant last) =>
            _token.Write(scope, last.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture));

        /// <summary>The query with what its token says; null when that is none of ours.</summary>
        internal TaxiiQuery? Continue(TaxiiQuery query)
        {
            if (query.Next is not { } next)
            {
                return query;
            }

            if (!_token.TryRead(next, scope, out var position)
                || !long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                || ticks > NodaConstants.BclEpoch.PlusTicks(DateTime.MaxValue.Ticks).ToUnixTimeTicks())
            {
                return null;
            }

            var last = Instant.FromUnixTimeTicks(ticks);
            return query with { AddedAfter = query.AddedAfter > last ? query.AddedAfter : last };
        }
    }
}
