namespace Attribution.Stix.Tests.Model;

/// <summary>A stream that hands out at most a few bytes at a time, as a slow connection does.</summary>
internal sealed class PiecewiseStream(byte[] content, int pieceBytes) : MemoryStream(content)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(pieceBytes, buffer.Length)], cancellationToken);
}
