using System.Net.WebSockets;
using System.Text;
using Attribution.GraphQL.Errors;
using Attribution.GraphQL.Execution;

namespace Attribution.GraphQL.Transports;

/// <summary>
/// Sends the messages of one connection, one at a time: whoever sends waits until the client's side has room. A message
/// once begun is sent whole, whatever becomes of its operation: half a message would be the end of the connection.
/// </summary>
/// <param name="socket">The connection.</param>
/// <param name="end">Ends when the connection does.</param>
internal sealed class SocketWriter(WebSocket socket, CancellationToken end) : IDisposable
{
    // RFC 6455, section 5.5: a control frame holds 125 bytes, two of them the code.
    private const int MaxReasonBytes = 123;

    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    /// <summary>A message without an operation: <c>connection_ack</c>, <c>pong</c>.</summary>
    public async Task SendAsync(string type, ReadOnlyMemory<byte> payload)
    {
        using var message = new JsonOutput();
        message.WriteRaw("{\"type\":"u8);
        message.WriteString(type);
        if (!payload.IsEmpty)
        {
            message.WriteRaw(",\"payload\":"u8);
            message.WriteRaw(payload.Span);
        }

        message.WriteRaw((byte)'}');
        await SendAsync(message, end);
    }

    public async Task SendNextAsync(string id, GraphQLResponse response, CancellationToken cancellation)
    {
        using var message = Start(id, "next");
        message.WriteRaw(",\"payload\":"u8);
        response.WriteTo(message);
        message.WriteRaw((byte)'}');
        await SendAsync(message, cancellation);
    }

    public async Task SendErrorAsync(
        string id, IReadOnlyList<GraphQLError> errors, CancellationToken cancellation)
    {
        using var message = Start(id, "error");
        message.WriteRaw(",\"payload\":"u8);
        ErrorJson.Write(message, errors);
        message.WriteRaw((byte)'}');
        await SendAsync(message, cancellation);
    }

    public async Task SendCompleteAsync(string id, CancellationToken cancellation)
    {
        using var message = Start(id, "complete");
        message.WriteRaw((byte)'}');
        await SendAsync(message, cancellation);
    }

    public async Task CloseAsync(int code, string reason)
    {
        await _turn.WaitAsync(end);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                var shown = Encoding.UTF8.GetByteCount(reason) > MaxReasonBytes ? "" : reason;
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, shown, end);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private static JsonOutput Start(string id, string type)
    {
        var message = new JsonOutput();
        message.WriteRaw("{\"id\":"u8);
        message.WriteString(id);
        message.WriteRaw(",\"type\":"u8);
        message.WriteString(type);
        return message;
    }

    private async Task SendAsync(JsonOutput message, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.SendAsync(
                    message.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, end);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
