using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Attribution.Api.Tests.Hosting;

public sealed class RequestLimitsTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const int RequestsMax = 2_000;

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_again_and_nobody_else_is()
    {
        await using var app = await server.StartAsync(
            builder => builder.Configuration["Attribution:Quota:PrincipalRequestsPerSecond"] = "1");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var (anna, bob) = (server.Token(), server.Token(Named("bob")));

        HttpResponseMessage? refused = null;
        for (var number = 0; number < RequestsMax && refused is null; number++)
        {
            var answer = await AskAsync(http, anna);
            refused = (int)answer.StatusCode == 429 ? answer : null;
        }

        refused.ShouldNotBeNull();
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        using var body = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        body.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
            .ShouldBe("RATE_LIMITED");
        ((int)(await AskAsync(http, bob)).StatusCode).ShouldBe(200);
        (await http.GetStringAsync("/health/ready")).ShouldBe("ready");
    }

    [Fact]
    public async Task A_tenant_has_a_quota_that_all_its_people_share_and_no_other_tenant()
    {
        await using var app = await server.StartAsync(
            builder => builder.Configuration["Attribution:Quota:TenantRequestsPerSecond"] = "1");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var rival = server.Token(Named("anna", tenant: "rival"));

        var statuses = new List<int>();
        for (var number = 0; number < RequestsMax && !statuses.Contains(429); number++)
        {
            statuses.Add((int)(await AskAsync(http, server.Token(Named($"person {number}")))).StatusCode);
        }

        statuses.ShouldContain(429);
        ((int)(await AskAsync(http, rival)).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task The_log_of_requests_names_who_asked_and_never_the_token()
    {
        using var log = new RememberedLog();
        await using var app = await server.StartAsync(builder =>
        {
            builder.Configuration["Logging:LogLevel:Attribution.Requests"] = "Debug";
            builder.Logging.AddProvider(log);
        });
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var token = server.Token(Named("a certain person"));

        (await AskAsync(http, token)).Dispose();
        (await AskAsync(http, $"{token}x")).Dispose();

        log.Lines.ShouldContain(line => line.Contains(
            "GET /graphql was answered with 200 for a certain person of acme", StringComparison.Ordinal));
        log.Lines.ShouldContain(line => line.Contains("401 for nobody", StringComparison.Ordinal));
        log.Lines.ShouldNotContain(line => token.Split('.')
            .Any(part => line.Contains(part, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_quota_that_is_misspelled_stops_the_host() => await Should.ThrowAsync<InvalidOperationException>(
        () => server.StartAsync(builder => builder.Configuration["Attribution:Quota:TenantConcurency"] = "1"));

    [Fact]
    public async Task Every_answer_tells_browsers_to_keep_their_hands_off()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/graphql");
        request.Headers.Add("Origin", "https://attacker.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await server.Http.SendAsync(request);

        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; frame-ancestors 'none'"]);
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task A_connection_ends_with_its_token()
    {
        // Expired five seconds ago, which the allowed difference of clocks still lets in.
        var now = DateTimeOffset.UtcNow;
        var token = server.Issuer.Mint(ApiServer.Analyst, now.AddMinutes(-5), TimeSpan.FromSeconds(295));
        using var socket = await SocketClient.OpenAsync(server, token);
        await socket.SayAsync("""{"type":"connection_init"}""");
        while (socket.CloseStatus is null)
        {
            await socket.HearAsync();
        }

        socket.CloseStatus.ShouldBe(4403);
    }

    private static Dictionary<string, object> Named(string subject, string tenant = "acme")
    {
        var claims = ApiServer.Analyst;
        (claims["sub"], claims["tenant"]) = (subject, tenant);
        return claims;
    }

    private static async Task<HttpResponseMessage> AskAsync(HttpClient http, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={__typename}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }
}
