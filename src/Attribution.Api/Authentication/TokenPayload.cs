using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Authentication;

/// <summary>What the library lets pass in the payload of a token, and two readers could take in two ways.</summary>
internal static class TokenPayload
{
    /// <summary>What is wrong with a payload; null when nothing is.</summary>
    /// <param name="encoded">The middle part of a validly signed token.</param>
    internal static string? Problem(string encoded)
    {
        try
        {
            using var payload = JsonDocument.Parse(
                Base64UrlEncoder.DecodeBytes(encoded), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return payload.RootElement.TryGetProperty("exp", out var end) && end.ValueKind == JsonValueKind.Number
                ? null
                : "exp is no number";
        }
        catch (JsonException)
        {
            return "the payload names a claim twice";
        }
    }
}
