using System.Text;
using Attribution.Messaging.CloudEvents;
using Attribution.Messaging.RabbitMq;
using Attribution.Testing;
using RabbitMQ.Client;

namespace Attribution.Messaging.Tests.RabbitMq;

public sealed class RabbitExchangeTests(RabbitServer server) : IClassFixture<RabbitServer>
{
    [RabbitFact]
    public async Task Events_wait_for_their_reader_in_order_and_with_their_trace()
    {
        var options = Options("in-order");
        await using var exchange = new RabbitExchange(options);
        await exchange.DeclareAsync(CancellationToken.None);

        foreach (var number in Enumerable.Range(1, 20))
        {
            (await exchange.TryPublishAsync(
                Sample.FullMessage() with { Id = $"m-{number}" }, CancellationToken.None)).ShouldBeNull();
        }

        var read = await ReadAsync(options.Queue!, 20);
        read.Select(IdOf).ShouldBe(Enumerable.Range(1, 20).Select(number => $"m-{number}"));
        Encoding.UTF8.GetString((byte[])read[0].BasicProperties.Headers!["traceparent"]!)
            .ShouldBe(Sample.FullMessage().TraceParent);
        read.ShouldAllBe(one => one.RoutingKey == Sample.ClusterDetected.Name && one.BasicProperties.Persistent);
    }

    [RabbitFact]
    public async Task A_queue_that_somebody_removed_is_declared_again_before_anything_is_told()
    {
        var options = Options("removed");
        await using var exchange = new RabbitExchange(options);
        await exchange.DeclareAsync(CancellationToken.None);
        await using (var connection = await ConnectAsync())
        await using (var channel = await connection.CreateChannelAsync())
        {
            await channel.QueueDeleteAsync(options.Queue!);
        }

        (await exchange.TryPublishAsync(Sample.Message("m-1"), CancellationToken.None)).ShouldNotBeNull();
        (await exchange.TryPublishAsync(Sample.Message("m-1"), CancellationToken.None)).ShouldBeNull();
        (await ReadAsync(options.Queue!, 1)).Select(IdOf).ShouldBe(["m-1"]);
    }

    [Fact]
    public async Task A_broker_that_is_away_is_told_of_and_waited_for_no_longer_than_its_caller_wants()
    {
        await using var exchange = new RabbitExchange(new RabbitExchangeOptions
        {
            Address = new Uri("amqp://127.0.0.1:1/"),
            Exchange = "away",
        });

        (await exchange.TryPublishAsync(Sample.Message(), CancellationToken.None)).ShouldNotBeNull();
        await Should.ThrowAsync<OperationCanceledException>(
            () => exchange.TryPublishAsync(Sample.Message(), new CancellationToken(canceled: true)));
        await exchange.DeclareAsync(new CancellationToken(canceled: true));
    }

    private RabbitExchangeOptions Options(string name) =>
        new() { Address = server.Address, Exchange = name, Queue = name };

    private static string IdOf(BasicGetResult read) =>
        CloudEventJson.Read(read.Body.ToArray()).ShouldBeOfType<Reading.Message>().Envelope.Id;

    private Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = server.Address }.CreateConnectionAsync();

    private async Task<List<BasicGetResult>> ReadAsync(string queue, int count)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var read = new List<BasicGetResult>();
        while (read.Count < count)
        {
            if (await channel.BasicGetAsync(queue, autoAck: true, limit.Token) is { } next)
            {
                read.Add(next);
            }
        }

        return read;
    }
}
