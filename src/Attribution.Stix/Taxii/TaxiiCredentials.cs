using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Attribution.Stix.Taxii;

/// <summary>How a client shows who it is. Printing one never shows the secret.</summary>
public abstract class TaxiiCredentials
{
    private TaxiiCredentials()
    {
    }

    /// <summary>No credentials.</summary>
    public static TaxiiCredentials Anonymous { get; } = new Scheme("anonymous", null);

    /// <summary>HTTP Basic, which every client has to offer (section 1.6.9).</summary>
    public static TaxiiCredentials Basic(string user, string password)
    {
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        return new Scheme("Basic", new AuthenticationHeaderValue("Basic", pair));
    }

    /// <summary>A bearer token.</summary>
    public static TaxiiCredentials Bearer(string token) =>
        new Scheme("Bearer", new AuthenticationHeaderValue("Bearer", token));

    /// <summary>A client certificate with its private key; the connection carries it, see
    /// <see cref="TaxiiClient.CreateHandler"/>.</summary>
    public static TaxiiCredentials ClientCertificate(X509Certificate2 certificate) => new Certificate(certificate);

    internal virtual AuthenticationHeaderValue? Header => null;

    internal virtual X509Certificate2? ConnectionCertificate => null;

    private sealed class Scheme(string name, AuthenticationHeaderValue? header) : TaxiiCredentials
    {
        internal override AuthenticationHeaderValue? Header => header;

        public override string ToString() => name;
    }

    private sealed class Certificate(X509Certificate2 certificate) : TaxiiCredentials
    {
        internal override X509Certificate2? ConnectionCertificate => certificate;

        public override string ToString() => $"certificate {certificate.Thumbprint}";
    }
}
