using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attribution.Stix.Taxii;

/// <summary>
/// The bodies of a server's answers, as UTF-8. Empty lists are prohibited in TAXII (section 2), so they are left out;
/// an answer with nothing in it is <c>{}</c>.
/// </summary>
public static class TaxiiAnswer
{
    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The discovery resource; <c>default</c> is written as one of the roots is, relative where they
    /// are.</summary>
    public static byte[] Discovery(
        string title,
        string? description,
        string? contact,
        string? defaultRoot,
        IReadOnlyCollection<string> apiRoots) =>
        Write(writer =>
        {
            writer.WriteString("title", title);
            Optional(writer, "description", description);
            Optional(writer, "contact", contact);
            Optional(writer, "default", defaultRoot);
            Texts(writer, "api_roots", apiRoots);
        });

    public static byte[] ApiRoot(string title, string? description, long maxContentLengthBytes) => Write(writer =>
    {
        writer.WriteString("title", title);
        Optional(writer, "description", description);
        Texts(writer, "versions", [TaxiiMediaType.Taxii]);
        writer.WriteNumber("max_content_length", maxContentLengthBytes);
    });

    public static byte[] Collection(TaxiiCollection collection) => Write(writer => Members(writer, collection));

    public static byte[] Collections(IReadOnlyCollection<TaxiiCollection> collections) => Write(writer =>
        Objects(writer, "collections", collections, Members));

    /// <summary>An envelope of objects, each exactly as it was stored.</summary>
    public static byte[] Envelope(IReadOnlyCollection<StixObject> objects, bool hasMore, string? next) =>
        Write(writer =>
    {
        Paging(writer, hasMore, next);
        if (objects.Count > 0)
        {
            writer.WriteStartArray("objects");
            foreach (var stixObject in objects)
            {
                writer.WriteRawValue(stixObject.Utf8, skipInputValidation: true);
            }

            writer.WriteEndArray();
        }
    });

    public static byte[] Manifest(IReadOnlyCollection<TaxiiManifestEntry> entries, bool hasMore, string? next) =>
        Write(writer =>
        {
            Paging(writer, hasMore, next);
            Objects(writer, "objects", entries, Members);
        });

    /// <summary>The versions of an object as their producers wrote them. The standard's table has no <c>next</c> for
    /// this resource, nor for the manifest; a client that goes on by it would read the first page for ever.</summary>
    public static byte[] Versions(IReadOnlyCollection<string> versions, bool hasMore, string? next) => Write(writer =>
    {
        Paging(writer, hasMore, next);
        Texts(writer, "versions", versions);
    });

    public static byte[] Status(TaxiiStatus status) => Write(writer =>
    {
        writer.WriteString("id", status.Id);
        writer.WriteString("status", status.IsComplete ? "complete" : "pending");
        Optional(writer, "request_timestamp", status.RequestedAt is { } at ? TaxiiTimestamp.Format(at) : null);
        writer.WriteNumber("total_count", status.TotalCount);
        writer.WriteNumber("success_count", status.SuccessCount);
        Objects(writer, "successes", status.Successes, Members);
        writer.WriteNumber("failure_count", status.FailureCount);
        Objects(writer, "failures", status.Failures, Members);
        writer.WriteNumber("pending_count", status.PendingCount);
        Objects(writer, "pendings", status.Pendings, Members);
    });

    /// <summary>An error; nothing internal belongs into its description.</summary>
    public static byte[] Error(TaxiiError error) => Write(writer =>
    {
        writer.WriteString("title", error.Title);
        Optional(writer, "description", error.Description);
        Optional(writer, "error_id", error.ErrorId);
        Optional(writer, "error_code", error.ErrorCode);
        Optional(writer, "http_status", error.HttpStatus);
    });

    private static void Members(Utf8JsonWriter writer, TaxiiCollection collection)
    {
        writer.WriteString("id", collection.Id);
        writer.WriteString("title", collection.Title);
        Optional(writer, "description", collection.Description);
        Optional(writer, "alias", collection.Alias);
        writer.WriteBoolean("can_read", collection.CanRead);
        writer.WriteBoolean("can_write", collection.CanWrite);
        Texts(writer, "media_types", collection.MediaTypes);
    }

    private static void Members(Utf8JsonWriter writer, TaxiiManifestEntry entry)
    {
        writer.WriteString("id", entry.Id.ToString());
        writer.WriteString("date_added", TaxiiTimestamp.Format(entry.DateAdded));
        writer.WriteString("version", entry.Version);
        Optional(writer, "media_type", entry.MediaType);
    }

    private static void Members(Utf8JsonWriter writer, TaxiiStatusDetail detail)
    {
        writer.WriteString("id", detail.Id);
        Optional(writer, "version", detail.Version);
        Optional(writer, "message", detail.Message);
    }

    private static void Paging(Utf8JsonWriter writer, bool hasMore, string? next)
    {
        if (hasMore)
        {
            writer.WriteBoolean("more", true);
            Optional(writer, "next", next);
        }
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Texts(Utf8JsonWriter writer, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static void Objects<T>(
        Utf8JsonWriter writer, string name, IReadOnlyCollection<T> items, Action<Utf8JsonWriter, T> writeMembers)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writeMembers(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static byte[] Write(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
