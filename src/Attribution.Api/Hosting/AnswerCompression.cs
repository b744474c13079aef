using Attribution.GraphQL.Http;
using Microsoft.AspNetCore.ResponseCompression;

namespace Attribution.Api.Hosting;

/// <summary>Compresses answers for clients that take that. Streams of events and of parts are left alone: each piece
/// has to leave at once.</summary>
internal static class AnswerCompression
{
    /// <summary>Over TLS too: what is sent depends on a token that no other site can make a browser send, so nobody can
    /// guess at an answer by its length.</summary>
    internal static void AddAnswerCompression(this IServiceCollection services) =>
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes,
                GraphQLHttpOptions.ResponseMediaType,
                "application/taxii+json",
            ];
        });
}
