using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attribution.Api.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Tests.Authentication;

/// <summary>Tokens that no library would make, written by hand.</summary>
public sealed class TokenAttackTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Query = "{ campaigns { totalCount } }";

    [Fact]
    public async Task A_token_written_by_hand_is_let_in_when_nothing_is_wrong_with_it() =>
        (await StatusAsync(Token([], []))).ShouldBe(200);

    [Theory]
    [InlineData("jku", "\"https://attacker.example/jwks.json\"")]
    [InlineData("x5u", "\"https://attacker.example/cert.pem\"")]
    [InlineData("kid", "\"../../../dev/null\"")]
    [InlineData("kid", "\"' or '1'='1\"")]
    [InlineData("kid", "\"http://127.0.0.1:1/\"")]
    public async Task A_foreign_key_is_not_looked_for_where_the_token_says(string header, string value)
    {
        using var foreign = RSA.Create(2048);

        (await StatusAsync(Token([(header, value)], [], foreign))).ShouldBe(401);
    }

    [Fact]
    public async Task A_key_that_the_token_brings_along_is_not_used()
    {
        using var foreign = RSA.Create(2048);
        var parameters = foreign.ExportParameters(includePrivateParameters: false);
        var jwk = JsonSerializer.Serialize(new
        {
            kty = "RSA",
            n = Base64UrlEncoder.Encode(parameters.Modulus),
            e = Base64UrlEncoder.Encode(parameters.Exponent),
        });

        (await StatusAsync(Token([("jwk", jwk)], [], foreign))).ShouldBe(401);
        (await StatusAsync(Token([("jwk", jwk), ("kid", "null")], [], foreign))).ShouldBe(401);
    }

    [Theory]
    [InlineData("[\"exp\"]")]
    [InlineData("[\"https://attacker.example/unknown\"]")]
    [InlineData("[]")]
    public async Task A_token_that_asks_for_an_extension_is_refused(string extensions) =>
        (await StatusAsync(Token([("crit", extensions)], []))).ShouldBe(401);

    [Theory]
    [InlineData("iss", "\"attribution-development/\"")]
    [InlineData("iss", "[\"attribution-development\",\"other\"]")]
    [InlineData("iss", "null")]
    [InlineData("aud", "\"Attribution\"")]
    [InlineData("aud", "\"attribution/\"")]
    [InlineData("aud", "[]")]
    [InlineData("aud", "[\"other\",\"another\"]")]
    [InlineData("exp", "\"4102444800\"")]
    [InlineData("exp", "null")]
    [InlineData("exp", "1")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "\"never\"")]
    [InlineData("nbf", "4102444800")]
    [InlineData("roles", "[\"analyst\",\"ѕuperuser\"]")]
    [InlineData("roles", "[\"ANALYST\"]")]
    [InlineData("roles", "{\"analyst\":true}")]
    [InlineData("tenant", "[\"acme\",\"rival\"]")]
    [InlineData("tenant", "{}")]
    [InlineData("clearance", "\"red \\u0000\"")]
    public async Task A_claim_with_another_value_than_it_has_to_have_is_refused(string claim, string value) =>
        (await StatusAsync(Token([], [(claim, value)]))).ShouldBe(401);

    [Fact]
    public async Task Of_a_claim_that_is_there_twice_neither_is_believed()
    {
        var once = Payload([])[..^1];

        (await StatusAsync(Signed(Header([]), $$"""{{once}},"tenant":"rival"}"""))).ShouldBe(401);
        (await StatusAsync(Signed(Header([]), $$"""{{once}},"exp":4102444800}"""))).ShouldBe(401);
    }

    [Theory]
    [InlineData("modulus")]
    [InlineData("der")]
    [InlineData("empty")]
    public async Task A_public_key_is_no_shared_secret(string secret)
    {
        var rsa = server.Issuer.Key.Rsa;
        var key = secret switch
        {
            "modulus" => rsa.ExportParameters(includePrivateParameters: false).Modulus!,
            "der" => rsa.ExportSubjectPublicKeyInfo(),
            _ => [],
        };
        var content = $"{Encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{Encoded(Payload([]))}";
        var mac = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(content));

        (await StatusAsync($"{content}.{Base64UrlEncoder.Encode(mac)}")).ShouldBe(401);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("....")]
    [InlineData("e30.e30.e30")]
    [InlineData("é.é.é")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.AAAA")]
    public async Task What_is_no_token_is_refused(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={__typename}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Uri.EscapeDataString(token)}");
        using var answer = await server.Http.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(401);
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(8_000_000)]
    public async Task A_token_longer_than_any_is_refused_before_it_is_looked_at(int length)
    {
        using var http = new HttpClient { BaseAddress = server.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={__typename}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {new string('x', length)}");
        try
        {
            using var answer = await http.SendAsync(request);
            ((int)answer.StatusCode).ShouldBeInRange(400, 431);
        }
        catch (HttpRequestException)
        {
            // The server hung up in the middle of it.
        }

        (await StatusAsync(Token([], []))).ShouldBe(200);
    }

    private string Token(
        (string Name, string Json)[] header, (string Name, string Json)[] claims, RSA? key = null) =>
        Signed(Header(header), Payload(claims), key);

    private string Signed(string header, string payload, RSA? key = null)
    {
        var content = $"{Encoded(header)}.{Encoded(payload)}";
        var signature = (key ?? server.Issuer.Key.Rsa).SignData(
            Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64UrlEncoder.Encode(signature)}";
    }

    private string Header((string Name, string Json)[] other) => Json(
        [("alg", "\"RS256\""), ("typ", "\"JWT\""), ("kid", $"\"{server.Issuer.Key.KeyId}\"")], other);

    private static string Payload((string Name, string Json)[] other) => Json(
        [
            ("iss", $"\"{DevelopmentIssuer.Name}\""),
            ("aud", $"\"{DevelopmentIssuer.Audience}\""),
            ("exp", $"{DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds()}"),
            ("sub", "\"anna\""),
            ("tenant", "\"acme\""),
            ("organisation", "\"blue\""),
            ("clearance", "\"amber\""),
            ("roles", "[\"analyst\"]"),
        ],
        other);

    private static string Json((string Name, string Json)[] usual, (string Name, string Json)[] other)
    {
        var members = usual.Where(member => other.All(replacing => replacing.Name != member.Name)).Concat(other);
        return $"{{{string.Join(",", members.Select(member => $"\"{member.Name}\":{member.Json}"))}}}";
    }

    private static string Encoded(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));

    private async Task<int> StatusAsync(string token) => (await server.QueryAsync(Query, token)).Status;
}
