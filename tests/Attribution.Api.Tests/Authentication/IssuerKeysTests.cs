using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Tests.Authentication;

public sealed class IssuerKeysTests(ApiServer server) : IClassFixture<ApiServer>
{
    // Enough for a refresh that goes on beside the requests, on any machine.
    private const int RequestsMax = 5_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_come_from_discovery_or_from_a_plain_address(bool plain)
    {
        await using var issuer = await TestIssuer.StartAsync();
        var key = issuer.Rotate();
        await using var app = await StartAsync(issuer, plain ? ("JwksAddress", issuer.JwksAddress) : null);
        using var http = Client(app);

        (await StatusAsync(http, issuer.Mint(key))).ShouldBe(200);
        (await http.GetStringAsync("/health/ready")).ShouldBe("ready");
    }

    [Fact]
    public async Task A_rotated_key_is_taken_without_restart_and_the_old_one_no_longer()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var first = issuer.Rotate();
        await using var app = await StartAsync(issuer);
        using var http = Client(app);
        var old = issuer.Mint(first);
        (await StatusAsync(http, old)).ShouldBe(200);

        var token = issuer.Mint(issuer.Rotate());
        await UntilAsync(async () => await StatusAsync(http, token) == 200);

        (await StatusAsync(http, old)).ShouldBe(401, "though it was remembered");
    }

    [Fact]
    public async Task Unknown_keys_make_the_keys_be_read_once_however_many_come()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var key = issuer.Rotate();
        await using var app = await StartAsync(issuer, ("RefreshAtMostEvery", "01:00:00"));
        using var http = Client(app);
        (await StatusAsync(http, issuer.Mint(key))).ShouldBe(200);

        using var rsa = RSA.Create(2048);
        for (var number = 0; number < 30; number++)
        {
            var foreign = new RsaSecurityKey(rsa) { KeyId = $"../../etc/passwd' or 1=1 -- {number}" };
            (await StatusAsync(http, issuer.Mint(foreign))).ShouldBe(401);
        }

        issuer.KeyReads.ShouldBeLessThanOrEqualTo(2);
        (await StatusAsync(http, issuer.Mint(key))).ShouldBe(200);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("{\"keys\":[]}")]
    [InlineData("")]
    public async Task An_issuer_that_answers_nonsense_leaves_the_last_good_keys_and_health_tells(string nonsense)
    {
        await using var issuer = await TestIssuer.StartAsync();
        var key = issuer.Rotate();
        await using var app = await StartAsync(issuer);
        using var http = Client(app);
        (await StatusAsync(http, issuer.Mint(key))).ShouldBe(200);

        issuer.Nonsense = nonsense;
        using var rsa = RSA.Create(2048);
        var unknown = issuer.Mint(new RsaSecurityKey(rsa) { KeyId = "unknown" });
        (await StatusAsync(http, unknown)).ShouldBe(401);
        await UntilAsync(async () => (await http.GetStringAsync("/health/ready")).StartsWith(
            "ready; ", StringComparison.Ordinal));

        (await StatusAsync(http, issuer.Mint(key))).ShouldBe(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_issuer_that_is_gone_or_never_answers_leaves_the_last_good_keys_and_health_tells(bool isGone)
    {
        await using var issuer = await TestIssuer.StartAsync();
        var token = issuer.Mint(issuer.Rotate());
        using var rsa = RSA.Create(2048);
        var unknown = issuer.Mint(new RsaSecurityKey(rsa) { KeyId = "unknown" });
        await using var app = await StartAsync(issuer, ("Timeout", "00:00:01"));
        using var http = Client(app);
        (await StatusAsync(http, token)).ShouldBe(200);

        issuer.IsSilent = true;
        if (isGone)
        {
            await issuer.DisposeAsync();
        }

        (await StatusAsync(http, unknown)).ShouldBe(401);
        await UntilAsync(async () =>
            await http.GetStringAsync("/health/ready")
                == "ready; the token issuer does not answer, and its last good keys are in use");

        (await StatusAsync(http, token)).ShouldBe(200);
    }

    [Fact]
    public async Task Without_any_keys_the_host_starts_refuses_everybody_and_is_not_ready()
    {
        string address;
        await using (var gone = await TestIssuer.StartAsync())
        {
            address = gone.Address;
        }

        await using var app = await server.StartAsync(
            builder => builder.Configuration["Attribution:Issuer:Issuer"] = address, isDevelopment: false);
        using var http = Client(app);

        (await StatusAsync(http, server.Token())).ShouldBe(401);
        using var health = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        ((int)health.StatusCode, await health.Content.ReadAsStringAsync())
            .ShouldBe((503, "the token issuer does not answer"));
    }

    [Fact]
    public async Task Keys_are_not_read_over_plain_http_from_elsewhere() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => server.StartAsync(
            builder => builder.Configuration["Attribution:Issuer:Issuer"] = "http://issuer.example",
            isDevelopment: false))).Message.ShouldContain("HTTPS");

    private Task<WebApplication> StartAsync(TestIssuer issuer, (string Name, string Value)? setting = null) =>
        server.StartAsync(
            builder =>
            {
                builder.Configuration["Attribution:Issuer:Issuer"] = issuer.Address;
                builder.Configuration["Attribution:Issuer:RefreshAtMostEvery"] = "00:00:01";
                if (setting is var (name, value))
                {
                    builder.Configuration[$"Attribution:Issuer:{name}"] = value;
                }
            },
            isDevelopment: false);

    private static HttpClient Client(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.First()) };

    private static async Task<int> StatusAsync(HttpClient http, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={campaigns{totalCount}}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var request = 0; request < RequestsMax; request++)
        {
            if (await holds())
            {
                return;
            }
        }

        throw new ShouldAssertException($"It did not come to be within {RequestsMax} requests.");
    }
}
