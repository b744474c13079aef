using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Attribution.Stix.Taxii;

/// <summary>Reads the answers of a collection, and says no to what is none.</summary>
internal static class TaxiiEnvelope
{
    /// <summary>The answer must be a JSON object, whatever its content type claims; a page cut short is asked for
    /// again.</summary>
    public static TaxiiResponse CheckJson(TaxiiResponse response)
    {
        if (response.Status == System.Net.HttpStatusCode.NotModified || IsObject(response.Body))
        {
            return response;
        }

        throw HasTaxiiType(response) || IsJsonType(response)
            ? new TaxiiException(TaxiiFailureCodes.Malformed, "The answer is not a JSON object.") { IsTransient = true }
            : new TaxiiException(TaxiiFailureCodes.WrongContentType,
                $"The answer has the content type {response.ContentType ?? "(none)"} and is no JSON.");
    }

    public static bool HasTaxiiType(TaxiiResponse response) => TaxiiMediaType.IsRequestBody(response.ContentType);

    /// <summary>Equal for pages with equal content in equal order.</summary>
    public static string Fingerprint(IEnumerable<StixEntry> entries)
    {
        var lines = entries.Select(entry => $"{entry.ClaimedId} {entry.Object?.Version} {entry.Problem?.Code}");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    private static bool IsJsonType(TaxiiResponse response) =>
        response.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsObject(byte[] body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
