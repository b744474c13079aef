using System.Buffers;
using System.IO.Pipelines;

namespace Attribution.GraphQL.Http;

/// <summary>A request body that has arrived whole. Its memory is the connection's: dispose it as soon as it is read.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private readonly PipeReader _reader;
    private readonly ReadOnlySequence<byte> _bytes;
    private byte[]? _rented;

    private RequestBody(PipeReader reader, ReadOnlySequence<byte> bytes) => (_reader, _bytes) = (reader, bytes);

    /// <summary>Waits for the end of the body; null when it has more bytes than it may.</summary>
    public static async ValueTask<RequestBody?> ReadAsync(
        PipeReader reader, int maxBytes, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                return new RequestBody(reader, read.Buffer);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The bytes in one piece.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.IsSingleSegment ? _bytes.First : Join();

    public void Dispose()
    {
        _reader.AdvanceTo(_bytes.End);
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private ReadOnlyMemory<byte> Join()
    {
        var length = (int)_bytes.Length;
        if (_rented is null)
        {
            _rented = ArrayPool<byte>.Shared.Rent(length);
            _bytes.CopyTo(_rented);
        }

        return _rented.AsMemory(0, length);
    }
}
