using System.Text;
using Attribution.Messaging;
using RabbitMQ.Client;

namespace Attribution.Benchmarks.Messaging;

/// <summary>A cluster as a CloudEvent of the load.</summary>
internal sealed record LoadEvent(string Id, string Json)
{
    private const string Source = "/bench";

    /// <summary>A cluster of three indicators that nobody else has.</summary>
    internal static LoadEvent New(string id)
    {
        var members = string.Join(',', Enumerable.Range(0, 3).Select(_ => $"\"{Guid.NewGuid()}\""));
        return new LoadEvent(
            id,
            $"{{\"specversion\":\"1.0\",\"id\":\"{id}\",\"source\":\"{Source}\","
            + "\"type\":\"attribution.cluster.detected.v1\",\"data\":{"
            + $"\"id\":\"{id}\",\"label\":\"cluster:ipv4-addr:bench\",\"member_ids\":[{members}],"
            + "\"signals\":[\"shared_subnet:203.0.113.0/24\"],\"confidence\":{\"source_reliability\":\"B\","
            + "\"information_credibility\":2,\"stix_confidence\":80,\"rationale\":\"1 clustering signal(s)\"},"
            + "\"suggested_actor\":null,\"suggested_campaign\":null,\"size\":3}}");
    }

    /// <summary>Where its outcome can be asked for.</summary>
    internal Uri PlaceIn(string tenant, string organisation) =>
        new($"/messages/{MessageId.Of(tenant, Source, Id, organisation)}", UriKind.Relative);
}

/// <summary>Sends events until somebody durable has them.</summary>
internal interface ILoadDoor
{
    Task SendAsync(IReadOnlyList<LoadEvent> events, CancellationToken cancellation);
}

/// <summary>Batches over HTTP.</summary>
internal sealed class HttpDoor(HttpClient http) : ILoadDoor
{
    public async Task SendAsync(IReadOnlyList<LoadEvent> events, CancellationToken cancellation)
    {
        var batch = $"[{string.Join(',', events.Select(one => one.Json))}]";
        while (true)
        {
            using var content = new StringContent(batch, Encoding.UTF8, "application/cloudevents-batch+json");
            using var answer = await http.PostAsync(
                new Uri("/messages/clusters", UriKind.Relative), content, cancellation);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancellation);
        }
    }
}

/// <summary>Messages to a queue of a broker, each confirmed by it.</summary>
internal sealed class BrokerDoor : ILoadDoor, IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _queue;

    private BrokerDoor(IConnection connection, IChannel channel, string queue) =>
        (_connection, _channel, _queue) = (connection, channel, queue);

    internal static async Task<BrokerDoor> OpenAsync(Uri broker, string queue)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var confirmed = new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        return new BrokerDoor(connection, await connection.CreateChannelAsync(confirmed), queue);
    }

    /// <summary>How many messages no server has been given yet.</summary>
    internal async Task<long> CountWaitingAsync() => await _channel.MessageCountAsync(_queue);

    public async Task SendAsync(IReadOnlyList<LoadEvent> events, CancellationToken cancellation)
    {
        var properties = new BasicProperties { ContentType = "application/cloudevents+json", Persistent = true };
        await Task.WhenAll(events.Select(one => _channel.BasicPublishAsync(
            "", _queue, mandatory: true, properties, Encoding.UTF8.GetBytes(one.Json), cancellation).AsTask()));
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
