using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Attribution.GraphQL.Tests.Http;

/// <summary>A TCP connection whose bytes the test chooses.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));

    public static async Task<RawConnection> OpenAsync(Uri server)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, server.Port, connection._patience.Token);
        return connection;
    }

    public static string Head(string length) =>
        $"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}\r\n\r\n";

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, _patience.Token)..];
        }
    }

    /// <summary>Sends a WebSocket text frame of up to 125 bytes, masked with zeros.</summary>
    public Task SendFrameAsync(string text) =>
        SendAsync((byte[])[0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)]);

    /// <summary>What the server says until a text occurs in it, or it hangs up.</summary>
    public async Task<string> HearUntilAsync(string text)
    {
        var heard = new StringBuilder();
        var buffer = new byte[4096];
        while (!heard.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await _socket.ReceiveAsync(buffer, _patience.Token);
            if (count == 0)
            {
                break;
            }

            heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return heard.ToString();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _patience.Dispose();
    }
}
