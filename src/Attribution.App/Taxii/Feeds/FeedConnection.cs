using System.Security.Cryptography.X509Certificates;
using Attribution.App.Publishing;
using Attribution.Domain.Access;
using Attribution.Stix.Taxii;
using NodaTime;

namespace Attribution.App.Taxii.Feeds;

/// <summary>The way to a feed's server: with the credentials that the operator keeps for it, and to nothing of the
/// operator's own network.</summary>
internal sealed class FeedConnection : IDisposable
{
    private const long AnswerBytesMax = 32 * 1024 * 1024;
    private static readonly Duration AnswerWithin = Duration.FromSeconds(60);

    private readonly HttpClient _http;

    private FeedConnection(HttpClient http, TaxiiClient client) => (_http, Client) = (http, client);

    internal TaxiiClient Client { get; }

    /// <exception cref="FeedProblem">There are no such credentials for it.</exception>
    internal static FeedConnection Open(TenantId tenant, FeedSource source, FeedOptions options)
    {
        var found = CredentialsFor(tenant, source, options);
        var credentials = found?.Read() ?? TaxiiCredentials.Anonymous;
        var handler = TaxiiClient.CreateHandler(credentials);
        if (found?.ReadAuthority() is { } authority)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        handler.UseProxy = false;
        handler.UseCookies = false;
        handler.ConnectCallback = (context, cancellation) =>
            OutsideOnly.ConnectAsync(context.DnsEndPoint, options.AllowPrivateAddresses, cancellation);
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        return new FeedConnection(http, new TaxiiClient(http, new TaxiiClientOptions
        {
            Server = source.ApiRoot,
            Credentials = credentials,
            Retry = options.Retry,
            RequestTimeout = AnswerWithin,
            MaxResponseBytes = AnswerBytesMax,
        }));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Those of another tenant are not there, and none go to a server they are not for: whoever sets a feed up
    /// chooses where it reads.</summary>
    private static FeedCredentials? CredentialsFor(TenantId tenant, FeedSource source, FeedOptions options)
    {
        if (source.Credentials is not { } name)
        {
            return null;
        }

        var found = options.Credentials.GetValueOrDefault(name);
        if (found is null || found.Tenant != tenant.Value)
        {
            throw new FeedProblem(
                "FEED_CREDENTIALS_UNKNOWN", "The operator of this server has no credentials of this name for you.");
        }

        return Uri.TryCreate(found.Server, UriKind.Absolute, out var server)
            && Uri.Compare(
                server, source.ApiRoot, UriComponents.SchemeAndServer, UriFormat.UriEscaped,
                StringComparison.OrdinalIgnoreCase) == 0
            ? found
            : throw new FeedProblem(
                "FEED_CREDENTIALS_ELSEWHERE", "These credentials are for another server than this feed's.");
    }
}
