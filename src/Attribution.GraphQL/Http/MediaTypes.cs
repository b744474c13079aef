using System.Runtime.InteropServices;
using Attribution.GraphQL.Transports;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Attribution.GraphQL.Http;

/// <summary>What a client takes.</summary>
/// <param name="Json">The type of a single response; null when it takes none.</param>
/// <param name="TakesEvents">Whether it takes server-sent events, for subscriptions at least.</param>
/// <param name="TakesParts">Whether it takes a response in parts.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Negotiated(string? Json, bool TakesEvents = false, bool TakesParts = false)
{
    /// <summary>The type of errors: even who takes events only can read JSON.</summary>
    public string JsonOrDefault => Json ?? MediaTypes.Json;

    /// <summary>Whether the client takes more than one result.</summary>
    public bool TakesSeveral => TakesEvents || TakesParts;
}

/// <summary>Media types and the choice between them (GraphQL over HTTP, section 4 "Content Negotiation").</summary>
internal static class MediaTypes
{
    /// <summary>The type that lets the status say whether the request was well-formed.</summary>
    public const string GraphQLResponse = "application/graphql-response+json";

    /// <summary>The type of old, whose status says less.</summary>
    public const string Json = "application/json";

    private static readonly MediaTypeHeaderValue GraphQLResponseType = new(GraphQLResponse);

    private static readonly MediaTypeHeaderValue JsonType = new(Json);

    /// <summary>What the client takes. Who takes anything gets JSON.</summary>
    public static Negotiated Choose(StringValues accept)
    {
        if (accept.Count == 0 || accept is [Json or "*/*" or ""])
        {
            return new Negotiated(Json);
        }

        if (accept is [GraphQLResponse])
        {
            return new Negotiated(GraphQLResponse);
        }

        return MediaTypeHeaderValue.TryParseList(accept, out var ranges)
            ? new Negotiated(
                ChooseByQuality(ranges),
                ranges.Any(Names(EventStream.MediaType)),
                ranges.Any(Names(MultipartStream.MediaType)))
            : default;
    }

    /// <summary>Whether a request body is JSON in UTF-8, which needs no charset to be named.</summary>
    public static bool IsJson(string? contentType) =>
        contentType == Json
        || MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        && IsUtf8(type.Charset);

    public static bool IsUtf8(StringSegment charset) =>
        charset.Length == 0
        || HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static string? ChooseByQuality(IList<MediaTypeHeaderValue> ranges)
    {
        var (modern, legacy) = (QualityOf(GraphQLResponseType, ranges), QualityOf(JsonType, ranges));
        if (modern == 0 && legacy == 0)
        {
            return null;
        }

        var namesModern = ranges.Any(Names(GraphQLResponse));
        return modern > legacy || (modern == legacy && namesModern) ? GraphQLResponse : Json;
    }

    // RFC 9110, section 12.5.1: the most specific range that matches decides.
    private static double QualityOf(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> ranges)
    {
        var (quality, specificity) = (0.0, -1);
        foreach (var range in ranges)
        {
            var rank = range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;
            if (rank > specificity && IsUtf8(range.Charset) && Matches(type, range))
            {
                (quality, specificity) = (range.Quality ?? 1, rank);
            }
        }

        return quality;
    }

    private static Func<MediaTypeHeaderValue, bool> Names(string mediaType) =>
        range => range.Quality is not 0 && range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    private static bool Matches(MediaTypeHeaderValue type, MediaTypeHeaderValue range) =>
        range.MatchesAllTypes
        || range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
        && (range.MatchesAllSubTypes || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase));
}
