using Attribution.App.Tests.Intake;
using Attribution.Domain.Access;
using Npgsql;

namespace Attribution.App.Tests.Publishing;

public sealed class HiddenNoticeTests(WorkingSystem working) : IClassFixture<WorkingSystem>
{
    private static readonly Principal Anna = Client.Anna with { Roles = [Role.SeniorAnalyst] };

    [Fact]
    public async Task What_was_hidden_while_it_waited_to_be_told_is_not_told()
    {
        await using var slow = new Receiver { Status = 500 };
        await using var own = new Receiver();
        var (anna, bob) = (new Client(working.System, Anna), new Client(working.System, Anna with { Subject = "bob" }));
        await SubscribeAsync(bob, slow.Address);
        await SubscribeAsync(anna, own.Address);
        var id = await anna.CreateAsync();
        await slow.NextAsync();

        await anna.SendAsync("reclassifyCampaign", new
        {
            id,
            classification = "RED",
            sharedWith = Array.Empty<string>(),
            releasableTo = Array.Empty<string>(),
            recipients = Array.Empty<string>(),
            reason = "why",
        });
        await anna.TransitAsync("activateCampaign", id);
        while ((await own.NextAsync()).Type != "attribution.campaign.activated.v1")
        {
        }

        slow.Status = 204;
        await NothingWaitsAsync();
        slow.Unread().ShouldAllBe(told => told.Type == "attribution.campaign.created.v1", "tried before it was hidden");
    }

    private static async Task SubscribeAsync(Client client, string url) => await client.RunAsync(
        "mutation Subscribe($url: String!) { subscribeWebhook(input: { url: $url }) { errors { code } } }",
        new { url });

    private async Task NothingWaitsAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var source = NpgsqlDataSource.Create(working.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select count(*) from attribution.msg_messages m
            where m.queue = 'webhooks' and m.state not in ('done', 'dead')
            """);
        while ((long)(await command.ExecuteScalarAsync(limit.Token))! > 0)
        {
        }
    }
}
