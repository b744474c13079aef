using System.Net.WebSockets;
using System.Text;

namespace Attribution.Api.Tests.Hosting;

/// <summary>A client that speaks graphql-transport-ws, and hears answers for a minute at the most.</summary>
internal sealed class SocketClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new(Patience);
    private readonly byte[] _buffer = new byte[16 * 1024];

    private SocketClient()
    {
    }

    /// <summary>Why the server closed the socket; null while it is open.</summary>
    internal int? CloseStatus => (int?)_socket.CloseStatus;

    /// <summary>Connects; the handshake carries the token when there is one.</summary>
    internal static async Task<SocketClient> OpenAsync(ApiServer server, string? token)
    {
        var client = new SocketClient();
        client._socket.Options.AddSubProtocol("graphql-transport-ws");
        if (token is not null)
        {
            client._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        await client._socket.ConnectAsync(
            new UriBuilder(server.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, client._end.Token);
        return client;
    }

    internal Task SayAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, _end.Token);

    /// <summary>The next message; empty when the server closes instead.</summary>
    internal async Task<string> HearAsync()
    {
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(), _end.Token);
        return Encoding.UTF8.GetString(_buffer, 0, read.Count);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _end.Dispose();
    }
}
