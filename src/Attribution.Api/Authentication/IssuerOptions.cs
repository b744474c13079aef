namespace Attribution.Api.Authentication;

/// <summary>Who issues the tokens that are accepted (<c>Attribution:Issuer:...</c>).</summary>
public sealed record IssuerOptions
{
    /// <summary>The <c>iss</c> of accepted tokens, to the letter.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The <c>aud</c> of accepted tokens.</summary>
    public string Audience { get; init; } = "attribution";

    /// <summary>Where the OpenID discovery document is; the issuer's own well-known address when empty.</summary>
    public string MetadataAddress { get; init; } = "";

    /// <summary>Which claims say what.</summary>
    public PrincipalClaims Claims { get; init; } = new();
}
