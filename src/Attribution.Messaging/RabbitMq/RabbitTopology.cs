using RabbitMQ.Client;

namespace Attribution.Messaging.RabbitMq;

/// <summary>The queues and exchanges that are used, declared at every start: declaring one that is there
/// changes nothing.</summary>
internal static class RabbitTopology
{
    internal static async Task DeclareAsync(IChannel channel, RabbitOptions options, CancellationToken stop)
    {
        await DeclareAsync(channel, options.RefusedQueue, [], stop);
        await DeclareAsync(
            channel,
            options.Queue,
            new() { ["x-dead-letter-exchange"] = "", ["x-dead-letter-routing-key"] = options.RefusedQueue },
            stop);
    }

    /// <summary>Everything that the exchange gets goes to the queue, if there is to be one.</summary>
    internal static async Task DeclareAsync(IChannel channel, RabbitExchangeOptions options, CancellationToken stop)
    {
        await channel.ExchangeDeclareAsync(
            options.Exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: stop);
        if (options.Queue is { } queue)
        {
            await DeclareAsync(channel, queue, [], stop);
            await channel.QueueBindAsync(queue, options.Exchange, "#", cancellationToken: stop);
        }
    }

    // A quorum queue survives the loss of a broker, and so does what was confirmed to its publishers.
    private static async Task DeclareAsync(
        IChannel channel, string queue, Dictionary<string, object?> arguments, CancellationToken stop)
    {
        arguments["x-queue-type"] = "quorum";
        await channel.QueueDeclareAsync(
            queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: stop);
    }
}
