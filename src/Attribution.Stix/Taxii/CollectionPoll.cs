using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>One poll of one collection: sends what <see cref="PageWalk"/> decides.</summary>
internal sealed class CollectionPoll(
    TaxiiTransport transport, Uri collection, TaxiiFilter filter, TaxiiPollOptions options, StixReaderLimits limits)
{
    /// <summary>What a server may answer to a token it no longer knows.</summary>
    private static readonly ImmutableArray<HttpStatusCode> TokenRefusals =
    [
        HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.Gone, HttpStatusCode.UnprocessableEntity,
    ];

    public async IAsyncEnumerable<TaxiiPage> RunAsync(
        TaxiiCursor start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var walk = new PageWalk(start, options);
        var isFirst = true;
        for (var pages = 0; pages < options.MaxPages && !walk.IsDone;)
        {
            var response = await AskAsync(walk, cancellation);
            if (response.Status == HttpStatusCode.NotModified)
            {
                yield break;
            }

            if (!IsSuccess(response) && walk.DropNext())
            {
                continue;
            }

            var (entries, facts) = await ReadAsync(walk, response, cancellation);
            if (isFirst && walk.RestartedBy(facts))
            {
                isFirst = false;
                continue;
            }

            isFirst = false;
            pages++;
            TaxiiException? deadEnd = null;
            try
            {
                walk.Take(facts);
            }
            catch (TaxiiException noProgress)
            {
                // The objects of this page are good, and the caller gets them before it hears of the dead end.
                deadEnd = noProgress;
            }

            yield return new TaxiiPage(entries, walk.Cursor, walk.IsDone, [.. walk.Remarks]);
            walk.Remarks.Clear();
            if (deadEnd is not null)
            {
                throw deadEnd;
            }
        }
    }

    private static bool IsSuccess(TaxiiResponse response) => (int)response.Status is >= 200 and < 300;

    private Task<TaxiiResponse> AskAsync(PageWalk walk, CancellationToken cancellation)
    {
        var cursor = walk.Cursor;
        var request = TaxiiRequest.Get(Address("objects", cursor, walk.Limit)) with
        {
            IfNoneMatch = cursor.Next is null ? cursor.ETag : null,
            AlsoTakes = cursor.Next is not null ? TokenRefusals
                : cursor.ETag is not null ? [HttpStatusCode.NotModified]
                : [],
            Check = response => IsSuccess(response) ? TaxiiEnvelope.CheckJson(response) : response,
        };
        return transport.SendAsync(request, cancellation);
    }

    private Uri Address(string resource, TaxiiCursor cursor, int limit) => TaxiiQueryText.Append(
        TaxiiAddress.Under(collection, resource),
        TaxiiQueryText.Page(cursor.AddedAfter, cursor.Next, limit).Concat(filter.ToQuery()));

    private async Task<(IReadOnlyList<StixEntry> Entries, PageFacts Facts)> ReadAsync(
        PageWalk walk, TaxiiResponse response, CancellationToken cancellation)
    {
        if (!TaxiiEnvelope.HasTaxiiType(response))
        {
            walk.Remarks.Add(new TaxiiRemark(TaxiiRemark.WrongContentType,
                $"The answer has the type {response.ContentType ?? "(none)"} instead of {TaxiiMediaType.Taxii}."));
        }

        var envelope = StixReader.Read(response.Body, limits);
        var properties = envelope.Container.Properties;
        var facts = new PageFacts(
            envelope.Entries.Count,
            properties.TryGetValue("more", out var more) && more.ValueKind == System.Text.Json.JsonValueKind.True,
            properties.TryGetValue("next", out var next) ? next.AsText() : null,
            response.DateAddedLast,
            TaxiiEnvelope.Fingerprint(envelope.Entries),
            response.ETag,
            response.Now);
        var needsDate = facts is { Count: > 0, LastAdded: null } && !(facts.HasMore && facts.Next is not null);
        return (envelope.Entries, needsDate
            ? facts with { LastAdded = await LastAddedAsync(walk, facts, cancellation) }
            : facts);
    }

    /// <summary>Without the header the manifest tells when the last object of the page was added, if it has as many
    /// entries: the same query selects the same objects.</summary>
    private async Task<Instant?> LastAddedAsync(PageWalk walk, PageFacts facts, CancellationToken cancellation)
    {
        if (walk.Cursor.Next is not null)
        {
            return null;
        }

        try
        {
            var request = TaxiiRequest.Get(Address("manifest", walk.Cursor, facts.Count));
            var response = await transport.SendAsync(request with { Check = TaxiiEnvelope.CheckJson }, cancellation);
            var entries = TaxiiManifestEntry.ReadAll(TaxiiJson.Read(response.Body) ?? default).ToList();
            return entries.Count == facts.Count ? entries[^1]?.DateAdded : null;
        }
        catch (TaxiiException refused) when (!refused.IsTransient)
        {
            return null;
        }
    }
}
