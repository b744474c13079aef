using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Authentication;

/// <summary>
/// The keys of an issuer: read when the host starts, again from time to time, and when a token names a key that is not
/// among them. An issuer that is away, slow or answers nonsense leaves the last good keys in use, and health tells.
/// </summary>
internal sealed class IssuerKeys : IDocumentRetriever, IHostedService, IDisposable
{
    private const int DocumentBytesMax = 1024 * 1024;

    private readonly HttpClient _http;
    private readonly bool _loopback;
    private volatile string? _problem = "the keys of the token issuer have not been read yet";

    internal IssuerKeys(IssuerOptions issuer)
    {
        var address = issuer.KeysAddress();
        _loopback = address.IsLoopback;
        _http = new HttpClient { Timeout = issuer.Timeout, MaxResponseContentBufferSize = DocumentBytesMax };
        IConfigurationRetriever<OpenIdConnectConfiguration> retriever = issuer.JwksAddress.Length > 0
            ? new JwksRetriever(issuer.Issuer)
            : new OpenIdConnectConfigurationRetriever();
        Manager = new ConfigurationManager<OpenIdConnectConfiguration>(
            address.ToString(), new Watched(this, retriever), this, new Validator(this))
        {
            // A key that was withdrawn is not to be tried for another hour. What a failed reading leaves in use does
            // not depend on this.
            UseLastKnownGoodConfiguration = false,
            AutomaticRefreshInterval = Longest(
                issuer.RefreshEvery, BaseConfigurationManager.MinimumAutomaticRefreshInterval),
            RefreshInterval = Longest(issuer.RefreshAtMostEvery, BaseConfigurationManager.MinimumRefreshInterval),
        };
    }

    /// <summary>What the token handler asks for keys.</summary>
    internal ConfigurationManager<OpenIdConnectConfiguration> Manager { get; }

    /// <summary>Whether there are keys to check tokens with.</summary>
    internal bool HasKeys { get; private set; }

    /// <summary>Why the last reading failed; null when it did not.</summary>
    internal string? Problem => _problem;

    /// <summary>Reads the keys before the first token comes. That it fails stops nothing: health tells.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Manager.GetConfigurationAsync(cancellationToken);
        }
        catch (InvalidOperationException)
        {
            // The problem was noted where it arose.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads a document of the issuer.</summary>
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        try
        {
            // The discovery document names the address of the keys: it does not lead away from HTTPS.
            var uri = new Uri(address);
            return uri.Scheme == Uri.UriSchemeHttps || (_loopback && uri.IsLoopback)
                ? await _http.GetStringAsync(uri, cancel)
                : throw new HttpRequestException("The keys are not at an HTTPS address.");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            throw new IOException($"The token issuer does not answer at {address}.", failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private bool Note(Exception failure)
    {
        _problem = failure is IOException
            ? "the token issuer does not answer"
            : "the token issuer answers something that is no list of keys";
        return false;
    }

    /// <summary>Notes why a reading failed: the library reads beside the requests and tells nobody.</summary>
    private sealed class Watched(IssuerKeys keys, IConfigurationRetriever<OpenIdConnectConfiguration> inner)
        : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(
            string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            try
            {
                return await inner.GetConfigurationAsync(address, retriever, cancel);
            }
            catch (Exception failure) when (keys.Note(failure))
            {
                throw;
            }
        }
    }

    /// <summary>Only a document with keys takes the place of the last good one.</summary>
    private sealed class Validator(IssuerKeys keys) : IConfigurationValidator<OpenIdConnectConfiguration>
    {
        public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration)
        {
            var usable = configuration.SigningKeys.Any(key => key is RsaSecurityKey or X509SecurityKey);
            keys._problem = usable ? null : "the token issuer publishes no key";
            keys.HasKeys |= usable;
            return new ConfigurationValidationResult { Succeeded = usable, ErrorMessage = keys._problem };
        }
    }

    /// <summary>Makes a configuration of a bare list of keys.</summary>
    private sealed class JwksRetriever(string issuer) : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(
            string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            var keys = new JsonWebKeySet(await retriever.GetDocumentAsync(address, cancel));
            var configuration = new OpenIdConnectConfiguration { Issuer = issuer, JsonWebKeySet = keys };
            foreach (var key in keys.GetSigningKeys())
            {
                configuration.SigningKeys.Add(key);
            }

            return configuration;
        }
    }
}
