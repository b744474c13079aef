using System.Security.Cryptography;
using System.Text;
using Attribution.Api.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Tests.Authentication;

public sealed class TokenTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Query = "{ campaigns { totalCount } }";

    [Fact]
    public async Task A_valid_token_is_let_in()
    {
        var (status, body) = await server.QueryAsync(Query, server.Token());

        status.ShouldBe(200);
        body.ToString().ShouldBe("""{"data":{"campaigns":{"totalCount":0}}}""");
    }

    [Fact]
    public async Task Without_a_token_nothing_is_learned()
    {
        var (status, body) = await server.QueryAsync(Query, token: null);

        (status, body.ValueKind).ShouldBe((401, System.Text.Json.JsonValueKind.Undefined));
    }

    [Theory]
    [InlineData("sub")]
    [InlineData("tenant")]
    [InlineData("organisation")]
    [InlineData("clearance")]
    public async Task A_token_that_lacks_a_claim_is_refused(string claim)
    {
        var claims = ApiServer.Analyst;
        claims.Remove(claim);

        await ShouldBeRefusedAsync(server.Token(claims));
    }

    [Theory]
    [InlineData("clearance", "purple")]
    [InlineData("roles", "Analyst")]
    [InlineData("roles", "аnalyst")]
    [InlineData("roles", "admin")]
    [InlineData("tenant", " ")]
    public async Task A_token_with_a_value_nobody_knows_is_refused(string claim, string value)
    {
        var claims = ApiServer.Analyst;
        claims[claim] = value;

        await ShouldBeRefusedAsync(server.Token(claims));
    }

    [Fact]
    public async Task A_token_that_names_two_tenants_is_refused()
    {
        var claims = ApiServer.Analyst;
        claims["tenant"] = new[] { "acme", "other" };

        await ShouldBeRefusedAsync(server.Token(claims));
    }

    [Fact]
    public async Task An_expired_token_and_one_of_the_future_are_refused()
    {
        var (day, hour) = (TimeSpan.FromDays(1), TimeSpan.FromHours(1));

        await ShouldBeRefusedAsync(server.Issuer.Mint(ApiServer.Analyst, DateTimeOffset.UtcNow - day, hour));
        await ShouldBeRefusedAsync(server.Issuer.Mint(ApiServer.Analyst, DateTimeOffset.UtcNow + day, hour));
    }

    [Fact]
    public async Task A_foreign_key_under_the_current_key_id_is_refused()
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = server.Issuer.Key.KeyId };

        await ShouldBeRefusedAsync(Sign(new SigningCredentials(key, SecurityAlgorithms.RsaSha256)));
    }

    [Fact]
    public async Task The_right_key_with_another_algorithm_is_refused()
    {
        await ShouldBeRefusedAsync(Sign(new SigningCredentials(server.Issuer.Key, SecurityAlgorithms.RsaSsaPssSha256)));
        await ShouldBeRefusedAsync(Sign(new SigningCredentials(server.Issuer.Key, SecurityAlgorithms.RsaSha512)));
    }

    [Fact]
    public async Task An_hmac_with_the_public_key_is_refused()
    {
        var pem = Encoding.ASCII.GetBytes(server.Issuer.Key.Rsa.ExportSubjectPublicKeyInfoPem());
        var key = new SymmetricSecurityKey(pem) { KeyId = server.Issuer.Key.KeyId };

        await ShouldBeRefusedAsync(Sign(new SigningCredentials(key, SecurityAlgorithms.HmacSha256)));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("")]
    public async Task A_token_without_a_signature_is_refused(string algorithm)
    {
        var header = Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""");
        var payload = server.Token().Split('.')[1];

        await ShouldBeRefusedAsync($"{header}.{payload}.");
    }

    [Fact]
    public async Task A_tampered_payload_and_a_stripped_signature_are_refused()
    {
        var parts = server.Token().Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("acme", "evil", StringComparison.Ordinal);

        await ShouldBeRefusedAsync($"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}");
        await ShouldBeRefusedAsync($"{parts[0]}.{parts[1]}.");
    }

    [Theory]
    [InlineData("someone-else", DevelopmentIssuer.Audience)]
    [InlineData(DevelopmentIssuer.Name + "/", DevelopmentIssuer.Audience)]
    [InlineData(DevelopmentIssuer.Name, "someone-else")]
    [InlineData(DevelopmentIssuer.Name, null)]
    public async Task Another_issuer_or_audience_is_refused(string issuer, string? audience) =>
        await ShouldBeRefusedAsync(
        Sign(new SigningCredentials(server.Issuer.Key, SecurityAlgorithms.RsaSha256), issuer, audience));

    [Fact]
    public async Task A_token_that_never_ends_is_refused()
    {
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        var token = handler.CreateToken(Descriptor(
            new SigningCredentials(server.Issuer.Key, SecurityAlgorithms.RsaSha256),
            DevelopmentIssuer.Name,
            DevelopmentIssuer.Audience,
            expires: null));

        await ShouldBeRefusedAsync(token);
    }

    private static SecurityTokenDescriptor Descriptor(
        SigningCredentials credentials, string issuer, string? audience, DateTime? expires) => new()
        {
            Issuer = issuer,
            Audience = audience,
            Claims = ApiServer.Analyst,
            Expires = expires,
            SigningCredentials = credentials,
        };

    private static string Sign(
        SigningCredentials credentials,
        string issuer = DevelopmentIssuer.Name,
        string? audience = DevelopmentIssuer.Audience) =>
        new JsonWebTokenHandler().CreateToken(Descriptor(credentials, issuer, audience, DateTime.UtcNow.AddMinutes(5)));

    private async Task ShouldBeRefusedAsync(string token)
    {
        var (status, body) = await server.QueryAsync(Query, token);
        (status, body.ValueKind).ShouldBe((401, System.Text.Json.JsonValueKind.Undefined));
    }
}
