using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Attribution.App.Taxii.Feeds;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Attribution.App.Tests.Taxii.Feeds;

/// <summary>A server that knows its clients by their certificates, and whose own is vouched for by nobody the system
/// knows.</summary>
public sealed class FeedCertificateTests : IClassFixture<AppDatabase>, IDisposable
{
    private const string Password = "kingfisher-4711";
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FeedDesk _desk;
    private readonly string _folder = Directory.CreateTempSubdirectory("attribution-certificates-").FullName;
    private readonly X509Certificate2 _authority = Request("CN=authority", isAuthority: true)
        .CreateSelfSigned(From, Until);

    private readonly X509Certificate2 _client = Request("CN=blue").CreateSelfSigned(From, Until);

    public FeedCertificateTests(AppDatabase database)
    {
        _desk = new FeedDesk(database);
        File.WriteAllBytes(At("client.p12"), _client.ExportPkcs12(Pkcs12ExportPbeParameters.Default, Password));
        File.WriteAllText(
            At("client.pem"),
            _client.ExportCertificatePem() + "\n" + _client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(At("authority.pem"), _authority.ExportCertificatePem());
        File.WriteAllText(At("password"), Password);
    }

    [Theory]
    [InlineData("client.p12", "password")]
    [InlineData("client.pem", "")]
    public async Task A_feed_shows_the_certificate_that_the_operator_keeps(string certificate, string secret)
    {
        await using var server = await ServerAsync();

        var health = await PollAsync(server, new FeedCredentials
        {
            CertificateFile = At(certificate),
            SecretFile = secret.Length == 0 ? "" : At(secret),
            AuthorityFile = At("authority.pem"),
        });

        health.GetProperty("code").ValueKind.ShouldBe(JsonValueKind.Null, health.ToString());
        server.Authorizations.ShouldBe([""]);
    }

    [Theory]
    [InlineData("client.p12", "", "authority.pem", "FEED_SECRET_MISSING")]
    [InlineData("nowhere.pem", "", "authority.pem", "FEED_SECRET_MISSING")]
    [InlineData("client.pem", "", "nowhere.pem", "FEED_SECRET_MISSING")]
    [InlineData("client.pem", "", "", "TAXII_UNAVAILABLE")]
    [InlineData("", "password", "authority.pem", "TAXII_UNAVAILABLE")]
    public async Task Without_a_certificate_on_both_sides_nothing_is_read(
        string certificate, string secret, string authority, string code)
    {
        await using var server = await ServerAsync();

        var health = await PollAsync(server, new FeedCredentials
        {
            CertificateFile = certificate.Length == 0 ? "" : At(certificate),
            SecretFile = secret.Length == 0 ? "" : At(secret),
            AuthorityFile = authority.Length == 0 ? "" : At(authority),
        });

        health.GetProperty("code").GetString().ShouldBe(code, health.ToString());
        health.ToString().ShouldNotContain(_folder);
        server.Requests.ShouldBeEmpty();
    }

    public void Dispose()
    {
        _authority.Dispose();
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<OtherServer> ServerAsync()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var own = new CertificateRequest("CN=harbour", key, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(names.Build());
        using var issued = own.Create(_authority, From, Until, [1]);
        return await OtherServer.StartAsync(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = issued.CopyWithPrivateKey(key),
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            ClientCertificateValidation = (shown, _, _) => shown.Thumbprint == _client.Thumbprint,
        });
    }

    private async Task<JsonElement> PollAsync(OtherServer server, FeedCredentials credentials)
    {
        var desk = new FeedDesk(_desk.System)
        {
            Sofia = _desk.Sofia,
            Options = _desk.Options with
            {
                Credentials = new Dictionary<string, FeedCredentials>(StringComparer.Ordinal)
                {
                    ["harbour"] = credentials with { Tenant = _desk.Sofia.Tenant.Value, Server = server.Root },
                },
            },
        };
        return await desk.PollAsync(await desk.FeedAsync(server.Root, new { credentials = "harbour" }));
    }

    private string At(string file) => Path.Combine(_folder, file);

    private static CertificateRequest Request(string name, bool isAuthority = false)
    {
        var request = new CertificateRequest(
            name, ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        return request;
    }
}
