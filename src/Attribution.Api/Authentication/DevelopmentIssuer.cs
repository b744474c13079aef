using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Authentication;

/// <summary>
/// Issues tokens for people who try the system on their own machine. Its key lies in the data folder, readable by its
/// owner alone; it serves only loopback addresses in the Development environment.
/// </summary>
internal sealed class DevelopmentIssuer : IDisposable
{
    internal const string Name = "attribution-development";
    internal const string Audience = "attribution";
    private const string KeyFile = "development-issuer.pem";
    private const int KeyBits = 3072;

    private readonly RSA _rsa;

    private DevelopmentIssuer(RSA rsa)
    {
        _rsa = rsa;
        Key = new RsaSecurityKey(rsa)
        {
            KeyId = Base64UrlEncoder.Encode(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo())),
        };
    }

    /// <summary>The key that signs and that tokens are checked against.</summary>
    internal RsaSecurityKey Key { get; }

    /// <summary>Opens the key of a data folder, or makes one.</summary>
    internal static DevelopmentIssuer Open(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        var file = Path.Combine(dataFolder, KeyFile);
        if (!File.Exists(file))
        {
            MakeKey(file);
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(file));
        return new DevelopmentIssuer(rsa);
    }

    /// <summary>Mints a token.</summary>
    /// <param name="claims">What the token says of its bearer, by claim name.</param>
    /// <param name="now">From when it is valid.</param>
    /// <param name="lifetime">For how long.</param>
    internal string Mint(IReadOnlyDictionary<string, object> claims, DateTimeOffset now, TimeSpan lifetime) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = Audience,
            Claims = new Dictionary<string, object>(claims, StringComparer.Ordinal),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        });

    public void Dispose() => _rsa.Dispose();

    /// <summary>Written beside and moved into place, so that two processes that start together end up with one
    /// key.</summary>
    private static void MakeKey(string file)
    {
        using var rsa = RSA.Create(KeyBits);
        var draft = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(draft, options))
        {
            writer.Write(rsa.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}
