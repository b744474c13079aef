using System.Runtime.CompilerServices;

namespace Attribution.Stix;

/// <summary>
/// Reads a bundle, or a TAXII envelope, from a stream one object at a time. Memory is bounded by the largest object the
/// limits allow, whatever the length of the stream, and broken input gives a problem instead of an exception: only the
/// stream's own failures are thrown.
/// <code>
/// var reader = new StixReader(file);
/// await foreach (var entry in reader.ReadAsync(cancellation)) { ... entry.Object ... entry.Problem ... }
/// var header = reader.Container;
/// </code>
/// </summary>
public sealed class StixReader(Stream utf8, StixReaderLimits? limits = null)
{
    private const int FirstBufferBytes = 64 * 1024;

    private readonly ContainerParser _parser = new(limits ?? StixReaderLimits.Default);
    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _start;
    private int _end;
    private bool _isFinal;

    /// <summary>What stands around the objects. It is complete once the last entry was read, because a bundle's own
    /// properties may follow its objects.</summary>
    public StixContainer Container => _parser.Container;

    /// <summary>Bytes read from the stream so far, for progress.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Every place of the list of objects in order; a broken container ends it with one last problem. To be
    /// enumerated once.</summary>
    public async IAsyncEnumerable<StixEntry> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (!_parser.IsDone)
        {
            if (Advance() is { } entry)
            {
                yield return entry;
            }
            else if (!_isFinal)
            {
                await FillAsync(cancellation);
            }
        }
    }

    /// <summary>Reads a whole bundle that is in memory already.</summary>
    public static StixBundle Read(ReadOnlySpan<byte> utf8, StixReaderLimits? limits = null)
    {
        var parser = new ContainerParser(limits ?? StixReaderLimits.Default);
        var entries = new List<StixEntry>();
        var rest = utf8;
        while (!parser.IsDone)
        {
            if (parser.Next(rest, isFinal: true, out var consumed) is { } entry)
            {
                entries.Add(entry);
            }

            rest = rest[consumed..];
        }

        return new StixBundle(parser.Container, entries);
    }

    private StixEntry? Advance()
    {
        var entry = _parser.Next(_buffer.AsSpan(_start.._end), _isFinal, out var consumed);
        _start += consumed;
        return entry;
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        MakeRoom();
        var count = await utf8.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += count;
        BytesRead += count;
        _isFinal = count == 0;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
    }
}

/// <summary>A bundle that was read as a whole.</summary>
public sealed record StixBundle(StixContainer Container, IReadOnlyList<StixEntry> Entries)
{
    /// <summary>The objects that could be read, in order.</summary>
    public IEnumerable<StixObject> Objects => Entries.Select(entry => entry.Object).OfType<StixObject>();
}
