using System.Buffers;
using System.Net.WebSockets;

namespace Attribution.GraphQL.Transports;

/// <summary>How a read from a connection ended.</summary>
internal enum SocketRead
{
    Message,
    Closed,
    TooBig,
    NotText,
}

/// <summary>Puts the frames of a message together, up to a limit.</summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes) : IDisposable
{
    private const int InitialBytes = 4 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Math.Min(InitialBytes, maxBytes));
    private int _length;

    /// <summary>The last message, up to the next read.</summary>
    public ReadOnlyMemory<byte> Message => _bytes.AsMemory(0, _length);

    public async ValueTask<SocketRead> ReadAsync(CancellationToken cancellation)
    {
        _length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(_bytes.AsMemory(_length), cancellation);
            _length += read.Count;
            if (read.MessageType != WebSocketMessageType.Text)
            {
                return read.MessageType == WebSocketMessageType.Close ? SocketRead.Closed : SocketRead.NotText;
            }

            if (_length > maxBytes)
            {
                return SocketRead.TooBig;
            }

            if (read.EndOfMessage)
            {
                return SocketRead.Message;
            }

            Reserve();
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Reserve()
    {
        if (_length < _bytes.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
