using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Tests.Authentication;

/// <summary>An issuer on a free loopback port, with discovery and keys, that can be told to change its keys and to
/// answer nonsense.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<RsaSecurityKey> _published = [];
    private int _keyReads;

    private TestIssuer(WebApplication app) => _app = app;

    internal string Address => _app.Urls.First();

    internal string JwksAddress => $"{Address}/keys";

    /// <summary>How often the keys were read.</summary>
    internal int KeyReads => Volatile.Read(ref _keyReads);

    /// <summary>What is answered in place of the keys; null answers the keys.</summary>
    internal string? Nonsense { get; set; }

    /// <summary>Whether it takes requests for the keys and never answers.</summary>
    internal bool IsSilent { get; set; }

    internal static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new TestIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(
            new { issuer = issuer.Address, jwks_uri = issuer.JwksAddress }));
        app.MapGet("/keys", issuer.Keys);
        await app.StartAsync();
        return issuer;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Publishes this key, and none that was published before.</summary>
    internal RsaSecurityKey Rotate()
    {
        var key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };
        lock (_published)
        {
            _published.Clear();
            _published.Add(key);
        }

        return key;
    }

    internal string Mint(SecurityKey key) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Address,
        Audience = "attribution",
        Claims = ApiServer.Analyst,
        Expires = DateTime.UtcNow.AddMinutes(5),
        SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
    });

    private async Task<IResult> Keys(CancellationToken aborted)
    {
        Interlocked.Increment(ref _keyReads);
        if (IsSilent)
        {
            await new TaskCompletionSource().Task.WaitAsync(aborted);
        }

        lock (_published)
        {
            return Nonsense is { } nonsense
                ? Results.Text(nonsense)
                : Results.Json(new { keys = _published.Select(Jwk) });
        }
    }

    private static Dictionary<string, string> Jwk(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }
}
