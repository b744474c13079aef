using System.Net.Sockets;
using Attribution.Messaging.CloudEvents;
using Microsoft.Extensions.Logging;
using NodaTime;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Attribution.Messaging.RabbitMq;

/// <summary>
/// Publishes CloudEvents through an exchange of RabbitMQ. A message is published when the broker has confirmed it, and
/// not before; one whose confirmation is lost is published again by whoever asked.
/// </summary>
/// <param name="options">Where.</param>
/// <param name="environment">Time and log.</param>
public sealed class RabbitExchange(RabbitExchangeOptions options, DeliveryEnvironment? environment = null)
    : IAsyncDisposable
{
    private const string TraceParent = "traceparent";
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);
    private static readonly Duration Reconnect = Duration.FromSeconds(1);

    private readonly DeliveryEnvironment environment = environment ?? new();
    private readonly Lock gate = new();
    private Task<Link>? link;

    /// <summary>Declares the exchange and its queue, as soon as the broker can be reached. Never throws.</summary>
    public async Task DeclareAsync(CancellationToken stop)
    {
        var calls = new StoreCalls(environment);
        try
        {
            while (await TryAsync(_ => Task.CompletedTask, stop) is { } problem)
            {
                environment.Logger.LogWarning("The broker is away; what it is to be told waits: {Problem}", problem);
                await calls.PauseAsync(Reconnect, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever publishes declares it.
        }
    }

    /// <summary>Publishes a message.</summary>
    /// <returns>Null when the broker has it; otherwise why that is not known.</returns>
    /// <exception cref="OperationCanceledException">The caller did not want to wait any longer.</exception>
    public async Task<string?> TryPublishAsync(Envelope message, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerWithin);
        return await TryAsync(channel => PublishAsync(channel, message, limit.Token), cancellation);
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (link is { } open)
        {
            await CloseAsync(open);
        }
    }

    private async Task<string?> TryAsync(Func<IChannel, Task> use, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Task<Link> connected;
        lock (gate)
        {
            // Whoever comes while the connection is being made waits for the same one.
            connected = link ??= ConnectAsync();
        }

        try
        {
            await use((await connected.WaitAsync(AnswerWithin, cancellation)).Channel);
            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // One caller no longer waits; others may.
            throw;
        }
        catch (Exception away) when (IsAway(away))
        {
            await CloseAsync(connected);
            return away.Message;
        }
    }

    private async Task PublishAsync(IChannel channel, Envelope message, CancellationToken cancellation) =>
        await channel.BasicPublishAsync(
            options.Exchange,
            message.Type,
            mandatory: options.Queue is not null,
            new BasicProperties
            {
                MessageId = message.Id,
                Type = message.Type,
                ContentType = CloudEventJson.MediaType,
                Persistent = true,
                Headers = message.TraceParent is { } trace
                    ? new Dictionary<string, object?> { [TraceParent] = trace }
                    : null,
            },
            CloudEventJson.Write(message),
            cancellation);

    private async Task<Link> ConnectAsync()
    {
        using var limit = new CancellationTokenSource(AnswerWithin);
        var factory = new ConnectionFactory { Uri = options.Address, AutomaticRecoveryEnabled = false };
        var connection = await factory.CreateConnectionAsync(limit.Token);
        try
        {
            var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(
                    publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
                limit.Token);
            await RabbitTopology.DeclareAsync(channel, options, limit.Token);
            return new Link(connection, channel);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next message makes a new connection; each is closed once.</summary>
    private async Task CloseAsync(Task<Link> broken)
    {
        lock (gate)
        {
            if (link != broken)
            {
                return;
            }

            link = null;
        }

        try
        {
            var (connection, _) = await broken;
            await connection.AbortAsync(CloseWithin);
            await connection.DisposeAsync();
        }
        catch (Exception gone) when (IsAway(gone))
        {
            environment.Logger.LogDebug(gone, "A connection to the broker was gone before it was closed.");
        }
    }

    private static bool IsAway(Exception failure) => failure is RabbitMQClientException or IOException
        or SocketException or TimeoutException or OperationCanceledException or ObjectDisposedException;

    private sealed record Link(IConnection Connection, IChannel Channel);
}
