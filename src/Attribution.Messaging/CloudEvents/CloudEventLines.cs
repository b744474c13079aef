using System.Runtime.CompilerServices;

namespace Attribution.Messaging.CloudEvents;

/// <summary>One structured event per line: how files and long uploads carry events.</summary>
public static class CloudEventLines
{
    /// <summary>The media type of a stream of JSON lines.</summary>
    public const string MediaType = "application/x-ndjson";

    /// <summary>Reads the events in order; a bad line is an item with its error and never ends the stream.</summary>
    public static async IAsyncEnumerable<LineReading> ReadAsync(
        Stream stream, MessageLimits? limits = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        limits ??= MessageLimits.Default;
        await foreach (var line in JsonLines.ReadAsync(stream, limits.MaxMessageBytes, cancellation))
        {
            yield return new(line.Number, line.Offset, Read(line, limits));
        }
    }

    private static Reading Read(JsonLine line, MessageLimits limits) => line.IsTooLong
        ? new Reading.Unreadable(EnvelopeError.TooLarge("line", limits.MaxMessageBytes, line.Offset), line.Content)
        : CloudEventJson.Read(line.Content, limits);
}

/// <summary>What one line was. <paramref name="Offset"/> is where the line starts in the stream.</summary>
public sealed record LineReading(long Number, long Offset, Reading Reading);
