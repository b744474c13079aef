using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace Attribution.GraphQL.Execution;

/// <summary>
/// A growing buffer of UTF-8 JSON. Unlike <see cref="System.Text.Json.Utf8JsonWriter"/> it can be taken back to an
/// earlier <see cref="Position"/>: that is how a null travels up to the nearest nullable field after part of its
/// parent has been written. It checks no structure; its callers write what a checked plan says. Not thread-safe.
/// </summary>
public sealed class JsonOutput : IBufferWriter<byte>, IDisposable
{
    private const int InitialBytes = 16 * 1024;
    private const int MaxUtf8BytesPerChar = 3;
    private const int MaxReservedBytes = 64 * 1024;

    // What a JSON string cannot hold as it is (RFC 8259, section 7).
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialBytes);

    /// <summary>How many bytes are written.</summary>
    public int Position { get; private set; }

    /// <summary>What is written so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Position);

    internal ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Position);

    /// <summary>Takes back everything behind a position that was read before.</summary>
    public void TruncateTo(int position) => Position = Math.Min(Position, position);

    /// <summary>Writes bytes that are JSON already: punctuation, prepared keys, literals.</summary>
    public void WriteRaw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(GetSpan(json.Length));
        Position += json.Length;
    }

    /// <summary>Writes one byte of JSON.</summary>
    public void WriteRaw(byte json)
    {
        GetSpan(1)[0] = json;
        Position++;
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Writes a number or another value whose UTF-8 form is JSON as it stands.</summary>
    public void WriteFormatted<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        int written;
        for (var size = 64; !value.TryFormat(GetSpan(size), out written, format, CultureInfo.InvariantCulture);)
        {
            size *= 2;
        }

        Position += written;
    }

    /// <summary>Writes a value in quotes whose UTF-8 form needs no escapes: a UUID, an instant.</summary>
    public void WriteQuoted<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        WriteRaw((byte)'"');
        WriteFormatted(value, format);
        WriteRaw((byte)'"');
    }

    /// <summary>Writes a string with its quotes and escapes. A lone surrogate becomes U+FFFD.</summary>
    public void WriteString(ReadOnlySpan<char> text)
    {
        WriteRaw((byte)'"');
        while (text.IndexOfAny(Escaped) is var plain and >= 0)
        {
            Transcode(text[..plain]);
            WriteEscape(text[plain]);
            text = text[(plain + 1)..];
        }

        Transcode(text);
        WriteRaw((byte)'"');
    }

    /// <summary>Empties the buffer for the next response and keeps its memory.</summary>
    public void Clear() => Position = 0;

    public void Advance(int count) => Position += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Position);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(Position);
    }

    /// <summary>Gives the memory back; the output must not be used any more.</summary>
    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - Position < size)
        {
            Grow(size);
        }
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Position + size));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    private void Transcode(ReadOnlySpan<char> text)
    {
        var status = OperationStatus.DestinationTooSmall;
        while (status == OperationStatus.DestinationTooSmall)
        {
            var target = GetSpan(Math.Min(text.Length * MaxUtf8BytesPerChar, MaxReservedBytes));
            status = Utf8.FromUtf16(text, target, out var read, out var written);
            Position += written;
            text = text[read..];
        }
    }

    private void WriteEscape(char value)
    {
        switch (value)
        {
            case '"':
                WriteRaw("\\\""u8);
                break;
            case '\\':
                WriteRaw("\\\\"u8);
                break;
            case '\n':
                WriteRaw("\\n"u8);
                break;
            case '\r':
                WriteRaw("\\r"u8);
                break;
            case '\t':
                WriteRaw("\\t"u8);
                break;
            default:
                WriteRaw("\\u"u8);
                WriteFormatted((int)value, "X4");
                break;
        }
    }
}
