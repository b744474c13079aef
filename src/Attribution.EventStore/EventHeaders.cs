using System.Collections.Immutable;
using System.Text.Json;

namespace Attribution.EventStore;

/// <summary>The <c>headers</c> column: a flat JSON object of texts.</summary>
internal static class EventHeaders
{
    internal const string User = "user";
    internal const string Reason = "reason";

    internal static readonly ImmutableSortedDictionary<string, string> None =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The headers of an append as JSON, or null when there are none.</summary>
    internal static byte[]? Write(EventMetadata metadata)
    {
        if (metadata.UserId is null && metadata.Reason is null && metadata.Headers.IsEmpty)
        {
            return null;
        }

        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory))
        {
            writer.WriteStartObject();
            WriteIfGiven(writer, User, metadata.UserId);
            WriteIfGiven(writer, Reason, metadata.Reason);
            foreach (var (name, value) in metadata.Headers)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return memory.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; values that another writer put there as numbers, objects or
    /// lists are kept as their JSON text.</summary>
    internal static ImmutableSortedDictionary<string, string> Read(byte[]? json)
    {
        if (json is null)
        {
            return None;
        }

        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return None;
        }

        var headers = None.ToBuilder();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            headers[property.Name] = property.Value.ValueKind == JsonValueKind.String
                ? property.Value.GetString()!
                : property.Value.GetRawText();
        }

        return headers.ToImmutable();
    }

    private static void WriteIfGiven(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
