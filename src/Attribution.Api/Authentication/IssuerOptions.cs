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

    /// <summary>Where the keys are, for an issuer without discovery; then nothing else is asked.</summary>
    public string JwksAddress { get; init; } = "";

    /// <summary>How often the keys are read again anyway.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an unknown key id does not make the keys be read again, however many tokens name
    /// one.</summary>
    public TimeSpan RefreshAtMostEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the issuer may take to answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many checked tokens are remembered until they expire; 0 checks every request anew.</summary>
    public int RememberedTokensMax { get; init; } = 20_000;

    /// <summary>Which claims say what.</summary>
    public PrincipalClaims Claims { get; init; } = new();

    /// <summary>Where to begin reading the keys.</summary>
    /// <exception cref="InvalidOperationException">The address is neither HTTPS nor on this machine.</exception>
    internal Uri KeysAddress()
    {
        var address = JwksAddress.Length > 0 ? JwksAddress
            : MetadataAddress.Length > 0 ? MetadataAddress
            : $"{Issuer.TrimEnd('/')}/.well-known/openid-configuration";
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new InvalidOperationException(
                $"The keys of the token issuer are read over HTTPS, and '{address}' is no such address: change "
                + "Attribution__Issuer__JwksAddress, __MetadataAddress or __Issuer.");
    }
}
