using System.Security.Cryptography.X509Certificates;
using Attribution.Stix.Taxii;
using NodaTime;

namespace Attribution.App.Taxii.Feeds;

/// <summary>What the operator decides about feeds (<c>Attribution:Feeds:...</c>).</summary>
public sealed record FeedOptions
{
    /// <summary>Whether feeds may be on this machine and in private networks. Callers choose their addresses, so it is
    /// off unless the operator says otherwise.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>How many feeds a node reads or writes at once; 0 leaves them to other nodes.</summary>
    public int AtOnceMax { get; init; } = 4;

    /// <summary>Credentials that feeds may use, by the name a feed calls them.</summary>
    public IReadOnlyDictionary<string, FeedCredentials> Credentials { get; init; } =
        new Dictionary<string, FeedCredentials>(StringComparer.Ordinal);

    /// <summary>How one request is repeated. A feed that fails all the same rests, and holds up no other.</summary>
    internal TaxiiRetryPolicy Retry { get; init; } = new()
    {
        MaxAttempts = 3,
        MaxRetryAfter = Duration.FromSeconds(30),
    };
}

/// <summary>
/// Credentials for the servers of one tenant's feeds. The secret itself is in a variable of the environment or in a
/// file, read anew each time. With a certificate they are a client certificate; with a user, HTTP Basic; else a bearer
/// token.
/// </summary>
public sealed record FeedCredentials
{
    /// <summary>Whose feeds may use them.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>The server they are for: they are sent to this scheme, host and port only, whatever a feed
    /// says.</summary>
    public string Server { get; init; } = "";

    /// <summary>The user of HTTP Basic.</summary>
    public string User { get; init; } = "";

    /// <summary>The variable that has the password, the token, or the password of the certificate.</summary>
    public string SecretVariable { get; init; } = "";

    /// <summary>The file that has it, where no variable does.</summary>
    public string SecretFile { get; init; } = "";

    /// <summary>A client certificate with its key: PKCS #12 (<c>.p12</c>, <c>.pfx</c>), else PEM.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>The certificate, as PEM, of whoever vouches for the server, instead of those that the system
    /// trusts.</summary>
    public string AuthorityFile { get; init; } = "";

    /// <summary>Who vouches for the server; null for those that the system knows.</summary>
    /// <exception cref="FeedProblem">The file is not where it should be.</exception>
    internal X509Certificate2? ReadAuthority() =>
        AuthorityFile.Length == 0 ? null : Readable(() => X509CertificateLoader.LoadCertificateFromFile(AuthorityFile));

    /// <exception cref="FeedProblem">The secret is not where it should be.</exception>
    internal TaxiiCredentials Read() => Readable(() =>
        CertificateFile.Length > 0 ? TaxiiCredentials.ClientCertificate(Certificate())
        : User.Length > 0 ? TaxiiCredentials.Basic(User, Secret())
        : TaxiiCredentials.Bearer(Secret()));

    private static T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable
            is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            // What the exception says names files of the operator, who finds it in the log of the server.
            throw new FeedProblem(
                "FEED_SECRET_MISSING", "The operator's secret for these credentials cannot be read.", unreadable);
        }
    }

    private X509Certificate2 Certificate() =>
        Path.GetExtension(CertificateFile).ToUpperInvariant() is ".P12" or ".PFX"
            ? X509CertificateLoader.LoadPkcs12FromFile(
                CertificateFile, SecretVariable.Length + SecretFile.Length > 0 ? Secret() : null)
            : X509Certificate2.CreateFromPemFile(CertificateFile);

    private string Secret() =>
        SecretVariable.Length > 0
            ? Environment.GetEnvironmentVariable(SecretVariable)
                ?? throw new IOException($"The variable {SecretVariable} is not set.")
            : File.ReadAllText(SecretFile).Trim();
}

/// <summary>Why a feed could not be read or written, other than by its server's fault.</summary>
internal sealed class FeedProblem(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Stable.</summary>
    internal string Code { get; } = code;
}
