using System.Globalization;
using System.Net;
using System.Text.Json;
using Attribution.App.Publishing;
using Attribution.App.Tests.Intake;
using Attribution.Domain.Access;
using Attribution.Messaging;
using NodaTime;

namespace Attribution.App.Tests.Publishing;

public sealed class WebhookTests(WorkingSystem working) : IClassFixture<WorkingSystem>
{
    private static int _tenants;

    // A tenant for each test, so that no subscriber hears of another test's campaigns.
    private readonly Principal _anna = Client.Anna with
    {
        Tenant = new TenantId($"tenant-{Interlocked.Increment(ref _tenants)}"),
        Roles = [Role.SeniorAnalyst],
    };

    private Client Anna => new(working.System, _anna);

    [Fact]
    public async Task A_subscriber_is_told_in_order_what_happens_to_a_campaign_with_a_signature_it_can_check()
    {
        await using var receiver = new Receiver();
        var secret = await SubscribeAsync(Anna, receiver.Address);
        var id = await PromotedAsync();
        await Anna.TransitAsync("activateCampaign", id);
        await Anna.TransitAsync("concludeCampaign", id);

        var told = new[] { await receiver.NextAsync(), await receiver.NextAsync(), await receiver.NextAsync() };

        told.Select(one => one.Type).ShouldBe(
        [
            "attribution.campaign.promoted.v1", "attribution.campaign.activated.v1",
            "attribution.campaign.concluded.v1",
        ]);
        told.ShouldAllBe(one => one.Campaign == id);
        told.Select(one => one.Event.GetProperty("data").GetProperty("version").GetInt64()).ShouldBe([1, 2, 3]);
        var sentAt = Instant.FromUnixTimeSeconds(
            long.Parse(told[0].Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
        WebhookSignature.IsValid(
            secret, told[0].Headers["webhook-id"], sentAt, told[0].Body, told[0].Headers["webhook-signature"], sentAt,
            Duration.FromMinutes(5)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_subscriber_hears_of_hypotheses_and_only_of_the_types_it_asked_for()
    {
        await using var receiver = new Receiver();
        await SubscribeAsync(Anna, receiver.Address, "attribution.hypothesis.proposed.v1");
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = "APT-28";
        var promoted = await Anna.PromoteAsync(cluster);

        var told = await receiver.NextAsync();

        told.Type.ShouldBe("attribution.hypothesis.proposed.v1");
        told.Campaign.ShouldBe(promoted.GetProperty("campaign").GetProperty("id").GetGuid());
        told.Event.GetProperty("data").GetProperty("hypothesisId").GetGuid().ShouldNotBe(told.Campaign);
    }

    [Fact]
    public async Task A_subscriber_is_not_told_of_what_it_may_not_see()
    {
        await using var receiver = new Receiver();
        await SubscribeAsync(new Client(working.System, _anna with { Clearance = Tlp.Green }), receiver.Address);
        await Anna.PromoteAsync(Clusters.Some(), "AMBER");
        var seen = await Anna.PromoteAsync(Clusters.Some(), "GREEN");

        (await receiver.NextAsync()).Campaign.ShouldBe(seen.GetProperty("campaign").GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_subscriber_that_fails_is_told_again_and_in_order()
    {
        await using var receiver = new Receiver { Status = 500 };
        await SubscribeAsync(Anna, receiver.Address);
        var id = await PromotedAsync();
        var first = await receiver.NextAsync();
        await Anna.TransitAsync("activateCampaign", id);

        receiver.Status = 200;
        var (again, second) = (await receiver.NextAsync(), await receiver.NextAsync());

        (first.Type, again.Type, second.Type).ShouldBe((
            "attribution.campaign.promoted.v1", "attribution.campaign.promoted.v1",
            "attribution.campaign.activated.v1"));
        again.Headers["webhook-id"].ShouldBe(first.Headers["webhook-id"]);
    }

    [Fact]
    public async Task A_subscriber_that_is_gone_is_disabled_and_subscribing_again_enables_it()
    {
        await using var receiver = new Receiver { Status = 410 };
        await SubscribeAsync(Anna, receiver.Address);
        await PromotedAsync();
        await receiver.NextAsync();
        var disabled = await UntilAsync(webhook => webhook.GetProperty("disabledAt").ValueKind == JsonValueKind.String);

        receiver.Status = 200;
        await SubscribeAsync(Anna, receiver.Address);
        var enabled = await UntilAsync(webhook => webhook.GetProperty("disabledAt").ValueKind == JsonValueKind.Null);

        disabled.GetProperty("lastProblem").GetString()!.ShouldContain("410");
        enabled.GetProperty("id").GetGuid().ShouldBe(disabled.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_subscription_exists_for_its_own_organisation_alone()
    {
        await SubscribeAsync(Anna, "https://receiver.example/hook");
        var red = new Client(working.System, _anna with { Organisation = new OrganisationId("red") });
        var id = (await WebhooksAsync(Anna)).ShouldHaveSingleItem().GetProperty("id").GetGuid();

        (await WebhooksAsync(red)).ShouldBeEmpty();
        (await RemoveAsync(red, id)).ShouldBeFalse();
        (await RemoveAsync(Anna, id)).ShouldBeTrue();
        (await WebhooksAsync(Anna)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://receiver.example/hook", "INVALID_URL")]
    [InlineData("https://user:secret@receiver.example/hook", "INVALID_URL")]
    [InlineData("file:///etc/passwd", "INVALID_URL")]
    [InlineData("no address", "INVALID_URL")]
    public async Task An_address_that_will_not_do_is_refused(string url, string code) =>
        (await Anna.RunAsync(Subscription, new { url })).GetProperty("subscribeWebhook").GetProperty("errors")[0]
            .GetProperty("code").GetString().ShouldBe(code);

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.20.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::", false)]
    [InlineData("::10.0.0.1", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("64:ff9b:1::cb00:7107", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("64:ff9b::cb00:7107", true)]
    [InlineData("203.0.113.7", true)]
    [InlineData("2001:db8::1", true)]
    public void Only_public_addresses_are_reached(string address, bool isPublic) =>
        OutsideOnly.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Fact]
    public async Task A_name_of_this_machine_is_not_reached_unless_the_operator_allows_it()
    {
        await using var receiver = new Receiver();
        using var guarded = WebhookClient.Create(allowPrivateAddresses: false);
        using var open = WebhookClient.Create(allowPrivateAddresses: true);

        await Should.ThrowAsync<HttpRequestException>(() => guarded.GetAsync(new Uri(receiver.Address)));
        (await open.PostAsync(new Uri(receiver.Address), new StringContent("{}"))).StatusCode
            .ShouldBe(HttpStatusCode.NoContent);
    }

    private const string Subscription =
        """
        mutation Subscribe($url: String!, $types: [String!]) {
          subscribeWebhook(input: { url: $url, types: $types }) { webhook { id } secret errors { code } }
        }
        """;

    private static async Task<byte[]> SubscribeAsync(Client client, string url, params string[]? types)
    {
        var wanted = types is { Length: > 0 } ? types : null;
        var payload = (await client.RunAsync(Subscription, new { url, types = wanted }))
            .GetProperty("subscribeWebhook");
        payload.GetProperty("errors").GetArrayLength().ShouldBe(0);
        return payload.GetProperty("secret").GetBytesFromBase64();
    }

    private async Task<Guid> PromotedAsync() =>
        (await Anna.PromoteAsync(Clusters.Some())).GetProperty("campaign").GetProperty("id").GetGuid();

    private async Task<JsonElement> UntilAsync(Func<JsonElement, bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            if ((await WebhooksAsync(Anna)).ShouldHaveSingleItem() is var webhook && isSo(webhook))
            {
                return webhook;
            }
        }
    }

    private static async Task<List<JsonElement>> WebhooksAsync(Client client) =>
        [.. (await client.RunAsync("{ webhooks { id url types failingSince disabledAt lastProblem } }"))
            .GetProperty("webhooks").EnumerateArray()];

    private static async Task<bool> RemoveAsync(Client client, Guid id) =>
        (await client.RunAsync(
            "mutation Remove($id: UUID!) { removeWebhook(input: { id: $id }) { removed } }", new { id }))
            .GetProperty("removeWebhook").GetProperty("removed").GetBoolean();
}
