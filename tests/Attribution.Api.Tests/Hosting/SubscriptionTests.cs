using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Attribution.Api.Tests.Hosting;

/// <summary>What a client hears over a socket while others work.</summary>
public sealed class SubscriptionTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Subscription =
        "subscription { campaignChanged { campaign { id status } event { type recordedBy reason } } }";

    private readonly string _sofia = server.Token(Claims("sofia", "blue"));

    [Fact]
    public async Task A_change_of_a_campaign_reaches_the_subscriber()
    {
        var campaign = await CreateAsync();
        using var socket = await SubscribeAsync(server.Token(Claims("ben", "blue")));
        await HearFirstAsync(socket, campaign);

        await ActivateAsync(campaign);

        var heard = await HearAsync(socket);
        while (heard.GetProperty("event").GetProperty("type").GetString() == "tagged")
        {
            heard = await HearAsync(socket);
        }

        heard.ToString().ShouldBe(
            $$$"""{"campaign":{"id":"{{{campaign}}}","status":"ACTIVE"},"event":"""
            + """{"type":"activated","recordedBy":"sofia","reason":"seen again"}}""");
    }

    [Fact]
    public async Task A_campaign_that_is_reclassified_out_of_sight_falls_silent()
    {
        var (secret, open) = (await CreateAsync(), await CreateAsync());
        using var socket = await SubscribeAsync(server.Token(Claims("otto", "green")));
        await HearFirstAsync(socket, secret);

        await SendAsync("reclassifyCampaign", new
        {
            id = secret,
            classification = "AMBER_STRICT",
            sharedWith = Array.Empty<string>(),
            releasableTo = Array.Empty<string>(),
            recipients = Array.Empty<string>(),
            reason = "names a source",
        });
        await ActivateAsync(secret);
        await ActivateAsync(open);

        var heard = new List<(Guid Campaign, string? Type)>();
        while (heard.LastOrDefault() != (open, "activated"))
        {
            var change = await HearAsync(socket);
            heard.Add((
                change.GetProperty("campaign").GetProperty("id").GetGuid(),
                change.GetProperty("event").GetProperty("type").GetString()));
        }

        heard.Where(change => change.Campaign == secret).ShouldAllBe(change => change.Type == "tagged");
    }

    private static Dictionary<string, object> Claims(string subject, string organisation) =>
        new(ApiServer.Analyst, StringComparer.Ordinal)
        {
            ["sub"] = subject,
            ["organisation"] = organisation,
            ["clearance"] = "red",
            ["roles"] = new[] { "senior_analyst" },
        };

    private async Task<SocketClient> SubscribeAsync(string token)
    {
        var socket = await SocketClient.OpenAsync(server, token);
        await socket.SayAsync("""{"type":"connection_init"}""");
        (await socket.HearAsync()).ShouldBe("""{"type":"connection_ack"}""");
        await socket.SayAsync(
            JsonSerializer.Serialize(new { id = "1", type = "subscribe", payload = new { query = Subscription } }));
        return socket;
    }

    /// <summary>No message says that a subscription has begun, so the campaign is changed until a change is
    /// heard.</summary>
    private async Task HearFirstAsync(SocketClient socket, Guid campaign)
    {
        var first = HearAsync(socket);
        for (var change = 1; !first.IsCompleted; change++)
        {
            await SendAsync("tagCampaign", new { id = campaign, tags = new[] { $"tag {change}" } });
        }

        (await first).GetProperty("campaign").GetProperty("id").GetGuid().ShouldBe(campaign);
    }

    private static async Task<JsonElement> HearAsync(SocketClient socket)
    {
        var message = await socket.HearAsync();
        message.ShouldStartWith("""{"id":"1","type":"next",""");
        return JsonDocument.Parse(message).RootElement
            .GetProperty("payload").GetProperty("data").GetProperty("campaignChanged");
    }

    private async Task<Guid> CreateAsync() => (await SendAsync(
        "createCampaign", new { name = "Night Ferry", classification = "GREEN", sharedWith = new[] { "green" } }))
        .GetProperty("campaign").GetProperty("id").GetGuid();

    private Task<JsonElement> ActivateAsync(Guid id) =>
        SendAsync("activateCampaign", new { id, reason = "seen again" }, "CampaignTransitionInput");

    private async Task<JsonElement> SendAsync(string mutation, object input, string? inputType = null)
    {
        var type = inputType ?? $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        var query = $"mutation Send($input: {type}!) {{ {mutation}(input: $input) {{ campaign {{ id }} "
            + "errors { code } } }";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new { query, variables = new { input } }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _sofia);
        using var answer = await server.Http.SendAsync(request);
        var payload = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement
            .GetProperty("data").GetProperty(mutation);
        payload.GetProperty("errors").GetArrayLength().ShouldBe(0);
        return payload;
    }
}
