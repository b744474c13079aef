using System.Threading.Channels;
using Attribution.Messaging.CloudEvents;
using Microsoft.Extensions.Logging;
using NodaTime;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Attribution.Messaging.RabbitMq;

/// <summary>
/// Takes CloudEvents from a quorum queue of RabbitMQ, in order. A message is acknowledged when it is durable here and
/// not before, so one whose acknowledgement is lost comes again and is recognised.
/// </summary>
/// <param name="options">Where.</param>
/// <param name="take">Takes messages into the inbox.</param>
/// <param name="environment">Time and log.</param>
public sealed class RabbitInbox(
    RabbitOptions options,
    Func<IReadOnlyList<Reading>, Task<RabbitVerdict>> take,
    DeliveryEnvironment? environment = null)
{
    private const string Structured = CloudEventJson.MediaType;
    private static readonly Duration Reconnect = Duration.FromSeconds(1);

    private readonly DeliveryEnvironment environment = environment ?? new();

    /// <summary>Works until <paramref name="stop"/>. Never throws; while the broker is away it tries to reach
    /// it.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var calls = new StoreCalls(environment);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(calls, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (away is RabbitMQClientException or IOException or ChannelClosedException)
            {
                environment.Logger.LogWarning(
                    away, "The broker is away; what it was not told is taken comes again.");
                await calls.PauseAsync(Reconnect, stop);
            }
        }
    }

    private async Task ConsumeAsync(StoreCalls calls, CancellationToken stop)
    {
        var factory = new ConnectionFactory { Uri = options.Address, AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync(stop);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        await RabbitTopology.DeclareAsync(channel, options, stop);
        await channel.BasicQosAsync(0, options.Prefetch, global: false, stop);
        var waiting = Channel.CreateBounded<Handed>(options.Prefetch);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, handed) =>
            await waiting.Writer.WriteAsync(new Handed(handed.DeliveryTag, Read(handed)), stop);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            waiting.Writer.TryComplete();
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(options.Queue, autoAck: false, consumer, stop);
        while (await waiting.Reader.WaitToReadAsync(stop))
        {
            var handed = new List<Handed>();
            while (handed.Count < options.Prefetch && waiting.Reader.TryRead(out var next))
            {
                handed.Add(next);
            }

            await SettleAsync(channel, handed, await TakeAsync(calls, handed, stop));
        }
    }

    private async Task<RabbitVerdict.Taken> TakeAsync(StoreCalls calls, List<Handed> handed, CancellationToken stop)
    {
        while (true)
        {
            switch (await take([.. handed.Select(one => one.Reading)]))
            {
                case RabbitVerdict.Taken taken:
                    return taken;
                case RabbitVerdict.Later later:
                    await calls.PauseAsync(later.After, stop);
                    stop.ThrowIfCancellationRequested();
                    break;
            }
        }
    }

    // What is refused is refused one by one; all that is left up to the last message is acknowledged at once. A stop
    // does not keep the broker from hearing of what was taken.
    private static async Task SettleAsync(IChannel channel, List<Handed> handed, RabbitVerdict.Taken taken)
    {
        foreach (var (one, isKept) in handed.Zip(taken.IsKept))
        {
            if (!isKept)
            {
                await channel.BasicNackAsync(one.Tag, multiple: false, requeue: false);
            }
        }

        var last = handed.Zip(taken.IsKept).LastOrDefault(pair => pair.Second).First;
        if (last is not null)
        {
            await channel.BasicAckAsync(last.Tag, multiple: true);
        }
    }

    // The client owns the body's memory and takes it back when the event is over.
    private static Reading Read(BasicDeliverEventArgs handed)
    {
        var body = handed.Body.ToArray();
        var contentType = handed.BasicProperties.ContentType;
        return contentType?.StartsWith(Structured, StringComparison.OrdinalIgnoreCase) == true
            ? CloudEventJson.Read(body)
            : CloudEventHeaders.Amqp.Read(
                (handed.BasicProperties.Headers ?? new Dictionary<string, object?>())
                    .Select(header => KeyValuePair.Create(header.Key, Text(header.Value))),
                contentType,
                body);
    }

    private static string Text(object? value) => value switch
    {
        byte[] text => System.Text.Encoding.UTF8.GetString(text),
        null => "",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };

    private sealed record Handed(ulong Tag, Reading Reading);
}
