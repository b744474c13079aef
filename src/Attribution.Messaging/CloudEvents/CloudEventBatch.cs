using System.Buffers;
using System.Text.Json;

namespace Attribution.Messaging.CloudEvents;

/// <summary>A JSON array of events: CloudEvents JSON event format 1.0, section 4 (batch mode).</summary>
public static class CloudEventBatch
{
    /// <summary>The media type of a batch.</summary>
    public const string MediaType = "application/cloudevents-batch+json";

    /// <summary>
    /// Reads a batch. An array that is broken as a whole is one error and nothing of it is taken, because nobody
    /// could say which events were meant; in a well-formed array each item stands for itself, in order.
    /// </summary>
    public static BatchReading Read(ReadOnlyMemory<byte> json, MessageLimits? limits = null)
    {
        limits ??= MessageLimits.Default;
        if (JsonText.Check(json, "batch") is { } malformed)
        {
            return new([], malformed);
        }

        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        return reader.TokenType == JsonTokenType.StartArray
            ? ReadItems(json, ref reader, limits)
            : new([],
                EnvelopeError.MalformedJson("batch", "A batch is a JSON array of events.", reader.TokenStartIndex));
    }

    /// <summary>The batch as UTF-8.</summary>
    public static byte[] Write(IEnumerable<Envelope> envelopes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var envelope in envelopes)
            {
                CloudEventJson.Write(writer, envelope);
            }

            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static BatchReading ReadItems(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader, MessageLimits limits)
    {
        var items = new List<Reading>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == limits.MaxBatchItems)
            {
                return new([], new(EnvelopeError.TooLargeCode, "batch",
                    $"A batch holds at most {limits.MaxBatchItems} events; send several.", reader.TokenStartIndex));
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(CloudEventJson.Read(json[start..(int)reader.BytesConsumed], limits));
        }

        return new(items, null);
    }
}

/// <summary>
/// The items of a batch in order, or the reason why it is no batch. Offsets in items count from the item.
/// </summary>
public sealed record BatchReading(IReadOnlyList<Reading> Items, EnvelopeError? Error);
