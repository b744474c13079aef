using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Attribution.App.Publishing;
using Attribution.Domain.Access;
using Attribution.Messaging;
using Attribution.Messaging.CloudEvents;
using Attribution.Testing;
using RabbitMQ.Client;

namespace Attribution.App.Tests.Publishing;

public sealed class RabbitEventsTests(AppDatabase database, RabbitServer server)
    : IClassFixture<AppDatabase>, IClassFixture<RabbitServer>
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    // A tenant, an exchange and a queue for each test.
    private readonly string _name = $"told-{Guid.NewGuid():N}";

    private Principal Anna => Client.Anna with { Tenant = new TenantId(_name), Roles = [Role.SeniorAnalyst] };

    [RabbitFact]
    public async Task A_broker_is_told_in_order_what_happens_to_a_campaign_and_of_its_hypotheses()
    {
        await using var working = await WorkingAsync(server.Address);
        var cluster = Clusters.Some();
        cluster["suggested_actor"] = "APT-28";
        var id = await PromotedAsync(working.Client, cluster);
        await working.Client.TransitAsync("activateCampaign", id);
        await working.Client.TransitAsync("concludeCampaign", id);

        var told = await ReadAsync(4);

        told.Where(one => one.Type.StartsWith("attribution.campaign.", StringComparison.Ordinal))
            .Select(one => one.Type).ShouldBe(
            [
                "attribution.campaign.promoted.v1", "attribution.campaign.activated.v1",
                "attribution.campaign.concluded.v1",
            ]);
        told.Select(one => one.Type).ShouldContain("attribution.hypothesis.proposed.v1");
        told.ShouldAllBe(one => one.Campaign == id);
    }

    [RabbitFact]
    public async Task A_broker_is_not_told_of_what_its_rights_do_not_show()
    {
        await using var working = await WorkingAsync(
            server.Address, options => options with { Clearance = "GREEN", Countries = ["FR"] });
        await working.Client.PromoteAsync(Clusters.Some(), "AMBER");
        await new Client(working.System, Anna with { Organisation = new OrganisationId("red") })
            .PromoteAsync(Clusters.Some(), "GREEN");
        var seen = await PromotedAsync(working.Client, Clusters.Some(), "GREEN");

        (await ReadAsync(1)).ShouldHaveSingleItem().Campaign.ShouldBe(seen);
    }

    [RabbitFact]
    public async Task A_broker_that_was_away_hears_of_everything_in_order_when_it_is_back()
    {
        await using var line = new Line(server.Address);
        await using var working = await WorkingAsync(line.Address);
        var id = await PromotedAsync(working.Client, Clusters.Some());
        await working.Client.TransitAsync("activateCampaign", id);
        await working.UntilFailingAsync();

        line.Open();

        (await ReadAsync(2)).Select(one => one.Type).ShouldBe(
            ["attribution.campaign.promoted.v1", "attribution.campaign.activated.v1"]);
    }

    [RabbitFact]
    public async Task What_happened_while_nobody_told_the_broker_is_told_later()
    {
        Guid id;
        await using (await WorkingAsync(server.Address))
        {
            // Its subscription begins here.
        }

        id = await PromotedAsync(new Client(database.System, Anna), Clusters.Some());
        await using var working = await WorkingAsync(server.Address);

        (await ReadAsync(1)).ShouldHaveSingleItem().Campaign.ShouldBe(id);
    }

    [RabbitFact]
    public async Task A_subscription_of_the_broker_is_nothing_that_callers_see_or_end()
    {
        await using var working = await WorkingAsync(server.Address);
        var subscription = RabbitEvents.SubscribingOf(Options(server.Address))!;
        var id = Subscription.IdOf(subscription.Subscriber, subscription.Url);

        (await working.Client.RunAsync("{ webhooks { id } }")).GetProperty("webhooks").GetArrayLength().ShouldBe(0);
        (await working.Client.RunAsync(
            "mutation Remove($id: UUID!) { removeWebhook(input: { id: $id }) { removed } }", new { id }))
            .GetProperty("removeWebhook").GetProperty("removed").GetBoolean().ShouldBeFalse();
    }

    [RabbitTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_trace_runs_from_a_message_to_its_event_and_to_whoever_is_told(bool somebodyListens)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => somebodyListens && source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var receiver = new Receiver();
        await using var working = await WorkingAsync(server.Address);
        await working.Client.RunAsync(
            "mutation Subscribe($url: String!) { subscribeWebhook(input: { url: $url }) { errors { code } } }",
            new { url = receiver.Address });
        var cluster = Clusters.Some();
        await working.System.Messages.Clusters.OfferAsync(
            [
                new Reading.Message(new Envelope
                {
                    Id = Guid.NewGuid().ToString(),
                    Source = "/pipelines/correlation",
                    Type = "attribution.cluster.detected.v1",
                    TraceParent = $"00-{Trace}-b7ad6b7169203331-01",
                    Body = MessageBody.Parse(JsonSerializer.Serialize(cluster)),
                }),
            ],
            Anna);

        (await ReadAsync(1))[0].TraceParent.ShouldStartWith($"00-{Trace}-");
        (await receiver.NextAsync()).Headers["traceparent"].ShouldStartWith($"00-{Trace}-");
    }

    [Theory]
    [InlineData("", "blue", "AMBER", "attribution.campaign.promoted.v1")]
    [InlineData("acme", "", "AMBER", "attribution.campaign.promoted.v1")]
    [InlineData("acme", "blue", "PURPLE", "attribution.campaign.promoted.v1")]
    [InlineData("acme", "blue", "AMBER", "attribution.campaign.renamed.v1")]
    public void A_broker_is_told_nothing_while_its_rights_are_not_clear(
        string tenant, string organisation, string clearance, string type) =>
        Should.Throw<InvalidOperationException>(() => RabbitEvents.SubscribingOf(new RabbitEventsOptions
        {
            Address = "amqp://broker.example/",
            Tenant = tenant,
            Organisation = organisation,
            Clearance = clearance,
            Types = [type],
        }));

    private RabbitEventsOptions Options(Uri address) => new()
    {
        Address = address.ToString(),
        Exchange = _name,
        Queue = _name,
        Tenant = _name,
        Organisation = "blue",
    };

    private Task<Working> WorkingAsync(Uri address, Func<RabbitEventsOptions, RabbitEventsOptions>? change = null) =>
        Working.StartAsync(database.ConnectionString, Anna, change?.Invoke(Options(address)) ?? Options(address));

    private static async Task<Guid> PromotedAsync(
        Client client, Dictionary<string, object?> cluster, string? classification = null) =>
        (await client.PromoteAsync(cluster, classification)).GetProperty("campaign").GetProperty("id").GetGuid();

    private async Task<List<Heard>> ReadAsync(int count)
    {
        await using var connection = await new ConnectionFactory { Uri = server.Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(
            _name,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var read = new List<Heard>();
        while (read.Count < count)
        {
            if (await channel.BasicGetAsync(_name, autoAck: true, limit.Token) is { } next)
            {
                read.Add(Heard.Of(next));
            }
        }

        return read;
    }

    private sealed record Heard(string Type, Guid Campaign, string? TraceParent)
    {
        internal static Heard Of(BasicGetResult read)
        {
            var told = CloudEventJson.Read(read.Body.ToArray()).ShouldBeOfType<Reading.Message>().Envelope;
            using var data = JsonDocument.Parse(told.Body.Utf8);
            object? trace = null;
            read.BasicProperties.Headers?.TryGetValue("traceparent", out trace);
            return new(
                told.Type,
                data.RootElement.GetProperty("campaignId").GetGuid(),
                trace is byte[] text ? Encoding.UTF8.GetString(text) : null);
        }
    }
}
