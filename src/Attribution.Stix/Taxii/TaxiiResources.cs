using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;

namespace Attribution.Stix.Taxii;

/// <summary>What a server says about itself (section 4.1). The addresses are absolute, relative ones resolved against
/// the discovery address; <c>Default</c> is the root to use when nothing else is known.</summary>
public sealed record TaxiiDiscovery(
    string Title, string? Description, string? Contact, Uri? Default, ImmutableArray<Uri> ApiRoots)
{
    internal static TaxiiDiscovery Read(JsonElement json, Uri address)
    {
        var roots = json.Items("api_roots").Select(root => Resolve(root.AsText(), address)).OfType<Uri>();
        return new TaxiiDiscovery(
            json.Text("title") ?? "",
            json.Text("description"),
            json.Text("contact"),
            Resolve(json.Text("default"), address),
            [.. roots]);
    }

    private static Uri? Resolve(string? root, Uri address) =>
        root is not null && Uri.TryCreate(address, root, out var absolute) && absolute.Scheme is "http" or "https"
            ? TaxiiAddress.WithSlash(absolute)
            : null;
}

/// <summary>A root of collections (section 4.2). <c>MaxContentLengthBytes</c> is the largest request body the server
/// takes; null when it does not say.</summary>
public sealed record TaxiiApiRoot(
    string Title, string? Description, ImmutableArray<string> Versions, long? MaxContentLengthBytes)
{
    internal static TaxiiApiRoot Read(JsonElement json) => new(
        json.Text("title") ?? "",
        json.Text("description"),
        TaxiiJson.Texts(json, "versions"),
        json.Integer("max_content_length") is > 0 and var length ? length : null);
}

/// <summary>A collection and what the caller may do with it (section 5.2.1).</summary>
public sealed record TaxiiCollection(
    string Id, string Title, string? Description, string? Alias, bool CanRead, bool CanWrite,
    ImmutableArray<string> MediaTypes)
{
    internal static TaxiiCollection? Read(JsonElement json) => json.Text("id") is not { Length: > 0 } id
        ? null
        : new TaxiiCollection(
            id,
            json.Text("title") ?? id,
            json.Text("description"),
            json.Text("alias"),
            json.Flag("can_read") ?? true,
            json.Flag("can_write") ?? false,
            TaxiiJson.Texts(json, "media_types"));
}

/// <summary>One version of one object in a collection (section 5.3.1); the version is text as the producer wrote
/// it.</summary>
public sealed record TaxiiManifestEntry(StixId Id, Instant DateAdded, string Version, string? MediaType)
{
    internal static TaxiiManifestEntry? Read(JsonElement json) =>
        StixId.TryParse(json.Text("id"), out var id) && TaxiiTimestamp.TryParse(json.Text("date_added"), out var added)
            ? new TaxiiManifestEntry(id, added, json.Text("version") ?? "", json.Text("media_type"))
            : null;

    /// <summary>The entries of a manifest, null for each that is none.</summary>
    internal static IEnumerable<TaxiiManifestEntry?> ReadAll(JsonElement manifest) =>
        manifest.Items("objects").Select(Read);
}

/// <summary>What a server says about an error (section 3.6.1); null parts were not given. The status is text, equal to
/// the status line.</summary>
public sealed record TaxiiError(
    string Title,
    string? Description = null,
    string? ErrorId = null,
    string? ErrorCode = null,
    string? HttpStatus = null)
{
    /// <summary>Some servers say <c>name</c> and <c>code</c>, or a number for the status; they are
    /// understood.</summary>
    internal static TaxiiError? Read(JsonElement json) => (json.Text("title") ?? json.Text("name")) is not { } title
        ? null
        : new TaxiiError(
            title,
            json.Text("description"),
            json.Text("error_id"),
            json.Text("error_code") ?? json.Text("code"),
            json.Property("http_status")?.ToString());
}
