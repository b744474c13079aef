using System.Text;
using Attribution.Messaging.CloudEvents;
using Attribution.Messaging.RabbitMq;
using Attribution.Testing;
using NodaTime;
using RabbitMQ.Client;

namespace Attribution.Messaging.Tests.RabbitMq;

public sealed class RabbitInboxTests(RabbitServer server) : IClassFixture<RabbitServer>
{
    [RabbitFact]
    public async Task Events_are_taken_in_order_and_acknowledged_when_they_are_taken()
    {
        await using var broker = await Broker.ConnectAsync(server.Address, "in-order");
        await broker.PublishAsync(Enumerable.Range(0, 300).Select(number => Sample.Message($"m-{number}")));

        var taken = await TakeAsync(broker, 300);

        taken.Select(IdOf).ShouldBe(Enumerable.Range(0, 300).Select(number => $"m-{number}"));
        (await broker.WaitingAsync(broker.Options.Queue)).ShouldBe(0u);
    }

    [RabbitFact]
    public async Task What_was_not_acknowledged_comes_again()
    {
        await using var broker = await Broker.ConnectAsync(server.Address, "again");
        await broker.PublishAsync([Sample.Message("first"), Sample.Message("second")]);
        await RunAsync(broker, (_, done) =>
        {
            done.TrySetResult();
            return new RabbitVerdict.Later(Duration.FromHours(1));
        });

        (await TakeAsync(broker, 2)).Select(IdOf).ShouldBe(["first", "second"]);
    }

    [RabbitFact]
    public async Task Binary_and_structured_events_and_what_is_neither_are_told_apart()
    {
        await using var broker = await Broker.ConnectAsync(server.Address, "kinds");
        var message = Sample.FullMessage();
        await broker.PublishAsync(message);
        await broker.PublishAsync(CloudEventJson.MediaType, [], CloudEventJson.Write(message));
        await broker.PublishAsync("application/json", [], Encoding.UTF8.GetBytes("{\"cut"));

        var taken = await TakeAsync(broker, 3);

        taken.OfType<Reading.Message>().Select(reading => reading.Envelope.MessageId)
            .ShouldBe([message.MessageId, message.MessageId]);
        taken[2].ShouldBeOfType<Reading.Unreadable>().Raw.ToArray().ShouldBe("{\"cut"u8.ToArray());
    }

    [RabbitFact]
    public async Task What_cannot_be_kept_waits_at_the_broker_apart()
    {
        await using var broker = await Broker.ConnectAsync(server.Address, "refused");
        await broker.PublishAsync([Sample.Message("kept"), Sample.Message("not"), Sample.Message("kept too")]);

        await TakeAsync(broker, 3, reading => IdOf(reading) != "not");

        (await broker.WaitingAsync(broker.Options.Queue)).ShouldBe(0u);
        (await broker.NextAsync(broker.Options.RefusedQueue)).ShouldBe("not");
    }

    private static string IdOf(Reading reading) => reading.ShouldBeOfType<Reading.Message>().Envelope.Id;

    /// <summary>Takes so many messages, and answers them in the order in which they came.</summary>
    private static async Task<List<Reading>> TakeAsync(Broker broker, int count, Func<Reading, bool>? isKept = null)
    {
        var taken = new List<Reading>();
        await RunAsync(broker, (readings, done) =>
        {
            taken.AddRange(readings);
            if (taken.Count >= count)
            {
                done.TrySetResult();
            }

            return new RabbitVerdict.Taken([.. readings.Select(reading => isKept?.Invoke(reading) ?? true)]);
        });
        return taken;
    }

    /// <summary>Runs an inbox until it has done what a test waits for, and stops it in order.</summary>
    private static async Task RunAsync(
        Broker broker, Func<IReadOnlyList<Reading>, TaskCompletionSource, RabbitVerdict> take)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        var inbox = new RabbitInbox(broker.Options, readings => Task.FromResult(take(readings, done)));
        var running = inbox.RunAsync(stop.Token);
        await done.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await stop.CancelAsync();
        await running;
    }
}

/// <summary>A publisher with a queue of its own.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;

    private Broker(RabbitOptions options, IConnection connection, IChannel channel) =>
        (Options, this.connection, this.channel) = (options, connection, channel);

    internal RabbitOptions Options { get; }

    internal static async Task<Broker> ConnectAsync(Uri address, string queue)
    {
        var options = new RabbitOptions { Address = address, Queue = queue };
        var connected = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        var confirming = await connected.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await RabbitTopology.DeclareAsync(confirming, options, CancellationToken.None);
        return new Broker(options, connected, confirming);
    }

    internal async Task PublishAsync(IEnumerable<Envelope> messages)
    {
        foreach (var message in messages)
        {
            await PublishAsync(message);
        }
    }

    internal Task PublishAsync(Envelope message) => PublishAsync(
        message.ContentType, CloudEventHeaders.Amqp.Write(message), message.Body.Utf8.ToArray());

    internal async Task PublishAsync(
        string contentType, IEnumerable<KeyValuePair<string, string>> headers, byte[] body) =>
        await channel.BasicPublishAsync(
            "",
            Options.Queue,
            mandatory: true,
            new BasicProperties
            {
                ContentType = contentType,
                Persistent = true,
                Headers = headers.ToDictionary(header => header.Key, header => (object?)header.Value),
            },
            body);

    /// <summary>How many messages a queue holds that nobody has been handed.</summary>
    internal Task<uint> WaitingAsync(string queue) => channel.MessageCountAsync(queue);

    /// <summary>The id of the next message of a queue; the broker moves messages between queues in its own
    /// time.</summary>
    internal async Task<string> NextAsync(string queue)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (await channel.BasicGetAsync(queue, autoAck: true, limit.Token) is { } handed)
            {
                return Encoding.UTF8.GetString((byte[])handed.BasicProperties.Headers!["cloudEvents_id"]!);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
