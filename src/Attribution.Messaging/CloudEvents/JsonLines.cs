using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Attribution.Messaging.CloudEvents;

/// <summary>One line of a newline-delimited JSON stream.</summary>
/// <param name="Number">From 1, blank lines counted.</param>
/// <param name="Offset">Byte offset of the line in the stream: where to resume.</param>
/// <param name="Content">The line without its end; its beginning only, when <paramref name="IsTooLong"/>.</param>
/// <param name="IsTooLong">The line is longer than the limit and was skipped without being held in memory.</param>
public sealed record JsonLine(long Number, long Offset, ReadOnlyMemory<byte> Content, bool IsTooLong);

/// <summary>Splits a stream into lines, holding one line at a time.</summary>
public static class JsonLines
{
    /// <summary>How much of an over-long line is shown in its error.</summary>
    private const int ShownBytes = 256;

    /// <summary>The lines that are not blank, in order. A last line needs no line feed.</summary>
    public static async IAsyncEnumerable<JsonLine> ReadAsync(
        Stream stream, int maxLineBytes, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        var splitter = new LineSplitter(maxLineBytes);
        var complete = false;
        while (!complete)
        {
            var read = await pipe.ReadAsync(cancellation);
            complete = read.IsCompleted;
            var rest = read.Buffer;
            while (splitter.TryTake(ref rest, complete, out var line))
            {
                if (line is not null)
                {
                    yield return line;
                }
            }

            pipe.AdvanceTo(rest.Start, rest.End);
        }

        await pipe.CompleteAsync();
    }

    private sealed class LineSplitter(int maxLineBytes)
    {
        private long number;
        private long offset;
        private long skipped;
        private byte[] beginning = [];

        /// <summary>Takes one line off the front. False when more bytes are needed; a null line was blank.</summary>
        public bool TryTake(ref ReadOnlySequence<byte> buffer, bool isLast, out JsonLine? line)
        {
            line = null;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                line = Finish(buffer.Slice(0, end), lineFeedBytes: 1);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
                return true;
            }

            if (buffer.Length > maxLineBytes)
            {
                Skip(ref buffer);
            }

            if (!isLast || (buffer.IsEmpty && skipped == 0))
            {
                return false;
            }

            line = Finish(buffer, lineFeedBytes: 0);
            buffer = buffer.Slice(buffer.End);
            return true;
        }

        private void Skip(ref ReadOnlySequence<byte> buffer)
        {
            beginning = skipped == 0 ? buffer.Slice(0, Math.Min(ShownBytes, buffer.Length)).ToArray() : beginning;
            skipped += buffer.Length;
            buffer = buffer.Slice(buffer.End);
        }

        private JsonLine? Finish(ReadOnlySequence<byte> tail, int lineFeedBytes)
        {
            var (start, length) = (offset, skipped + tail.Length);
            number++;
            offset += length + lineFeedBytes;
            var tooLong = length > maxLineBytes;
            var content = !tooLong ? tail.ToArray()
                : skipped > 0 ? beginning
                : tail.Slice(0, Math.Min(ShownBytes, tail.Length)).ToArray();
            skipped = 0;
            var trimmed = content.AsMemory().TrimEnd((byte)'\r');
            return trimmed.Span.Trim(" \t"u8).IsEmpty ? null : new(number, start, trimmed, tooLong);
        }
    }
}
