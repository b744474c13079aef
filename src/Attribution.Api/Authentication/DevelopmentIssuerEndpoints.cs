using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Authentication;

/// <summary>What an OpenID issuer publishes, for clients that check tokens of the development issuer
/// themselves.</summary>
internal static class DevelopmentIssuerEndpoints
{
    internal static void MapDevelopmentIssuer(this IEndpointRouteBuilder routes, DevelopmentIssuer issuer)
    {
        var parameters = issuer.Key.Rsa.ExportParameters(includePrivateParameters: false);
        var key = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = SecurityAlgorithms.RsaSha256,
            ["kid"] = issuer.Key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
        routes.MapGet("/jwks.json", () => new { keys = new[] { key } });
        routes.MapGet("/.well-known/openid-configuration", (HttpRequest request) => new
        {
            issuer = DevelopmentIssuer.Name,
            jwks_uri = $"{request.Scheme}://{request.Host}/jwks.json",
            id_token_signing_alg_values_supported = new[] { SecurityAlgorithms.RsaSha256 },
        });
    }
}
