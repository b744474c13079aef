using Attribution.GraphQL.Documents;
using Attribution.GraphQL.Transports;
using Microsoft.AspNetCore.Http;

namespace Attribution.GraphQL.Http;

/// <summary>How an engine is served over HTTP.</summary>
public sealed record GraphQLHttpOptions
{
    /// <summary>The media type of responses whose status says whether the request was well-formed.</summary>
    public const string ResponseMediaType = MediaTypes.GraphQLResponse;

    /// <summary>How many bytes a request body may have.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>How many bytes the files of a multipart request may have together; 0 takes no files. They are held in
    /// memory. The client has to send the header <c>GraphQL-Preflight</c>, which keeps forms of other sites out.
    /// </summary>
    public long MaxUploadBytes { get; init; }

    /// <summary>Whether queries may come by GET. Mutations never may.</summary>
    public bool AllowGet { get; init; } = true;

    /// <summary>Which documents a client may name instead of sending.</summary>
    public PersistedDocumentOptions Documents { get; init; } = new();

    /// <summary>How WebSocket connections are served. The application has to say <c>UseWebSockets</c>.</summary>
    public SocketOptions Sockets { get; init; } = new();

    /// <summary>Where resolvers find their services: the application may hand them the caller's identity here. By
    /// default those of the request, and its <see cref="HttpContext"/>.</summary>
    public Func<HttpContext, IServiceProvider> Services { get; init; } = ServicesOf;

    /// <summary>What measures the silence after which an event stream says that it is alive, and the time a WebSocket
    /// may take to introduce itself.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The services of a request, and its <see cref="HttpContext"/>: the default of <see cref="Services"/>.
    /// </summary>
    public static IServiceProvider ServicesOf(HttpContext context) => new RequestServices(context);
}
