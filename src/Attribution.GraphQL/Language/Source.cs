using System.Text;
using Attribution.GraphQL.Errors;

namespace Attribution.GraphQL.Language;

/// <summary>
/// A GraphQL document as UTF-8 bytes. Syntax nodes point into it, so the bytes must not change while a document parsed
/// from them is in use. Safe for use by many threads.
/// </summary>
public sealed class Source
{
    private readonly ReadOnlyMemory<byte> _utf8;

    /// <param name="utf8">The document. The parser reports bytes that are no UTF-8 as an error.</param>
    /// <param name="name">What errors call it: a file name for a schema fragment.</param>
    public Source(ReadOnlyMemory<byte> utf8, string name = "GraphQL request")
    {
        _utf8 = utf8;
        Name = name;
    }

    /// <param name="text">The document. Lone surrogates cannot be written in UTF-8 and become U+FFFD.</param>
    /// <param name="name">What errors call it.</param>
    public Source(string text, string name = "GraphQL request")
        : this(Encoding.UTF8.GetBytes(text), name)
    {
    }

    /// <summary>What errors call this source.</summary>
    public string Name { get; }

    /// <summary>The whole document.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8.Span;

    /// <summary>The line and column of a byte offset. Reads the source up to there: for errors only.</summary>
    /// <param name="offset">From 0 to the length of the source in bytes.</param>
    public SourceLocation PositionOf(int offset)
    {
        var (line, lineStart) = (1, 0);
        while (Utf8[lineStart..offset].IndexOfAny((byte)'\n', (byte)'\r') is var length and >= 0)
        {
            var end = lineStart + length;
            lineStart = Math.Min(offset, end + (IsCarriageReturnLineFeed(end) ? 2 : 1));
            line++;
        }

        return new SourceLocation(line, Encoding.UTF8.GetCharCount(Utf8[lineStart..offset]) + 1);
    }

    private bool IsCarriageReturnLineFeed(int offset) =>
        Utf8[offset] == (byte)'\r' && offset + 1 < Utf8.Length && Utf8[offset + 1] == (byte)'\n';
}
