using System.Net;
using System.Text.Json;
using Attribution.Api.Hosting;

namespace Attribution.Api.Tests.Hosting;

public sealed class HostTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Health_is_told_without_a_token()
    {
        (await server.Http.GetStringAsync("/health/live")).ShouldBe("live");
        (await server.Http.GetStringAsync("/health/ready")).ShouldBe("ready");
    }

    [Fact]
    public async Task The_development_issuer_publishes_its_key_and_never_the_private_part()
    {
        using var discovery = JsonDocument.Parse(await server.Http.GetStringAsync("/.well-known/openid-configuration"));
        using var keys = JsonDocument.Parse(await server.Http.GetStringAsync(
            discovery.RootElement.GetProperty("jwks_uri").GetString()));

        var key = keys.RootElement.GetProperty("keys").EnumerateArray().Single();
        key.EnumerateObject().Select(member => member.Name).ShouldBe(["kty", "use", "alg", "kid", "n", "e"]);
        key.GetProperty("kid").GetString().ShouldBe(server.Issuer.Key.KeyId);
    }

    [Fact]
    public async Task A_campaign_is_promoted_activated_and_read_back_over_http()
    {
        const string Cluster = """{id: "over-http", label: "cluster:url:x", member_ids: []}""";
        const string Document =
            $"mutation {{ promoteCluster(input: {{cluster: {Cluster}}}) {{ campaign {{ id }} }} }}";
        var promoted = await server.QueryAsync(Document, server.Token());
        var id = promoted.Body.GetProperty("data").GetProperty("promoteCluster").GetProperty("campaign")
            .GetProperty("id").GetGuid();

        var activated = await server.QueryAsync(
            $"mutation {{ activateCampaign(input: {{id: \"{id}\", reason: \"real\"}}) {{ campaign {{ status }} }} }}",
            server.Token());

        activated.Body.ToString().ShouldBe("""{"data":{"activateCampaign":{"campaign":{"status":"ACTIVE"}}}}""");
        var read = await server.QueryAsync($"{{ campaign(id: \"{id}\") {{ history {{ type }} }} }}", server.Token());
        read.Body.ToString().ShouldBe(
            """{"data":{"campaign":{"history":[{"type":"promoted"},{"type":"activated"}]}}}""");
    }

    [Fact]
    public async Task What_is_not_served_is_not_found()
    {
        using var answer = await server.Http.GetAsync(new Uri("/", UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080;http://[::1]:5081", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://127.0.0.1:5080;http://192.0.2.1:80", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://localhost.example.org:80", false)]
    public void The_development_issuer_serves_loopback_addresses_only(string urls, bool allowed)
    {
        if (allowed)
        {
            Should.NotThrow(() => LoopbackOnly.Demand(urls, isVouchedFor: false));
        }
        else
        {
            Should.Throw<InvalidOperationException>(() => LoopbackOnly.Demand(urls, isVouchedFor: false));
            Should.NotThrow(() => LoopbackOnly.Demand(urls, isVouchedFor: true));
        }
    }
}
