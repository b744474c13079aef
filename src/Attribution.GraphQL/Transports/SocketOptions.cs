using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Attribution.GraphQL.Transports;

/// <summary>How WebSocket connections are served.</summary>
public sealed record SocketOptions
{
    /// <summary>How long a client may take to say <c>connection_init</c>.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an idle connection is probed.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a probe may stay unanswered before the connection counts as dead.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many bytes a message of the client may have.</summary>
    public int MaxMessageBytes { get; init; } = 512 * 1024;

    /// <summary>How many operations may run on one connection at a time.</summary>
    public int MaxOperations { get; init; } = 100;

    /// <summary>How many connections the endpoint serves at a time.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>Decides by the payload of <c>connection_init</c> who may stay: answers the services of the connection,
    /// or null to send the client away with 4403. The payload is undefined when there is none. Without this everyone
    /// may stay.</summary>
    public Func<HttpContext, JsonElement, ValueTask<IServiceProvider?>>? OnConnectionInit { get; init; }

    /// <summary>When the right of a connection that was let in ends: then it is closed with 4403. Null, or without
    /// this, it never does.</summary>
    public Func<HttpContext, DateTimeOffset?>? EndsAt { get; init; }
}
