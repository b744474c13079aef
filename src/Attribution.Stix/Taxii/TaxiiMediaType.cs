using System.Net.Http.Headers;

namespace Attribution.Stix.Taxii;

/// <summary>The one media type of TAXII 2.1 (sections 1.6.8 and 3.1) and how clients may ask for it.</summary>
public static class TaxiiMediaType
{
    /// <summary>What every answer carries, errors included. Clients compare the text: no space, no quotes.</summary>
    public const string Taxii = "application/taxii+json;version=2.1";

    /// <summary>The media type of STIX 2.1 objects, which occurs as a value inside resources only.</summary>
    public const string Stix = "application/stix+json;version=2.1";

    private const string TaxiiName = "application/taxii+json";
    private const string Version = "2.1";

    /// <summary>
    /// Whether an <c>Accept</c> header can be answered with <see cref="Taxii"/>. No version means the latest one; plain
    /// JSON, wildcards and no header at all are served rather than breaking browsers; other versions only are not.
    /// </summary>
    public static bool IsAcceptable(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept))
        {
            return true;
        }

        return accept.Split(',').Any(range => MediaTypeWithQualityHeaderValue.TryParse(range, out var parsed)
            && parsed.Quality is not 0
            && Covers(parsed));
    }

    /// <summary>Whether a request body of this type is a TAXII 2.1 body: with version 2.1 or without any.</summary>
    public static bool IsRequestBody(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed) && IsTaxii(parsed);

    private static bool Covers(MediaTypeHeaderValue range) => range.MediaType?.ToLowerInvariant() switch
    {
        "*/*" or "application/*" or "application/json" => true,
        _ => IsTaxii(range),
    };

    private static bool IsTaxii(MediaTypeHeaderValue type)
    {
        var version = type.Parameters.FirstOrDefault(p => p.Name.Equals("version", StringComparison.OrdinalIgnoreCase));
        return string.Equals(type.MediaType, TaxiiName, StringComparison.OrdinalIgnoreCase)
            && (version is null || version.Value?.Trim('"') == Version);
    }
}
