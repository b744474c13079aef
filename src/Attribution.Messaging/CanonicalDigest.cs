using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Attribution.Messaging;

/// <summary>
/// SHA-256 over JSON with sorted keys and without white space. Numbers keep their spelling: this compares two copies of
/// one message, it is no signature, so RFC 8785's number form is not needed.
/// </summary>
internal static class CanonicalDigest
{
    public static byte[] Of(ReadOnlyMemory<byte> json)
    {
        try
        {
            return OfContent(json);
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair is JSON, but no text that could be written again: only its bytes
            // compare.
            return SHA256.HashData(json.Span);
        }
    }

    private static byte[] OfContent(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var buffer = new ArrayBufferWriter<byte>(json.Length + 1);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            Write(writer, document.RootElement);
        }

        return SHA256.HashData(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, element);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement element)
    {
        writer.WriteStartObject();
        foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.Value);
        }

        writer.WriteEndObject();
    }
}
