using System.Collections.Immutable;
using System.Text.Json;

namespace Attribution.Stix.Taxii;

/// <summary>Reading of TAXII resources, with the tolerance servers need.</summary>
internal static class TaxiiJson
{
    /// <summary>Reads a JSON object; null for anything else.</summary>
    public static JsonElement? Read(byte[] body)
    {
        try
        {
            if (!System.Text.Unicode.Utf8.IsValid(body) || !UnicodeEscapes.AreWellFormed(body))
            {
                return null;
            }

            var json = JsonElement.Parse(body);
            return json.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static ImmutableArray<string> Texts(JsonElement json, string name) =>
        [.. json.Items(name).Select(item => item.AsText()).OfType<string>()];
}

/// <summary>Addresses of a TAXII server; paths end in a slash (section 3.1).</summary>
internal static class TaxiiAddress
{
    public static Uri WithSlash(Uri address) => address.AbsolutePath.EndsWith('/')
        ? address
        : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;

    public static Uri Under(Uri parent, params IEnumerable<string> segments) =>
        new(WithSlash(parent), string.Concat(segments.Select(segment => Uri.EscapeDataString(segment) + "/")));

    public static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Host == other.Host && one.Port == other.Port;
}
