using Attribution.GraphQL.Execution;
using Attribution.GraphQL.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Attribution.GraphQL.Transports;

/// <summary>Takes WebSocket connections that ask for <c>graphql-transport-ws</c>, up to a number.</summary>
internal sealed class SocketTransport(GraphQLEngine engine, GraphQLHttpOptions options, RequestDocuments documents)
{
    private const string Subprotocol = "graphql-transport-ws";

    private int _connections;

    public async Task AcceptAsync(HttpContext context)
    {
        var isSpoken = context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = isSpoken ? Subprotocol : null,
            KeepAliveInterval = options.Sockets.KeepAliveInterval,
            KeepAliveTimeout = options.Sockets.KeepAliveTimeout,
        });
        using var connection = new SocketConnection(
            socket, context, engine, options, documents, StoppingOf(context));
        try
        {
            await ServeAsync(connection, isSpoken, Interlocked.Increment(ref _connections));
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private Task ServeAsync(SocketConnection connection, bool isSpoken, int connections)
    {
        if (!isSpoken)
        {
            return connection.TurnAwayAsync(CloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable");
        }

        return connections > options.Sockets.MaxConnections
            ? connection.TurnAwayAsync(CloseCode.TryAgainLater, "Too many connections")
            : connection.RunAsync();
    }

    private static CancellationToken StoppingOf(HttpContext context) =>
        context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default;
}
