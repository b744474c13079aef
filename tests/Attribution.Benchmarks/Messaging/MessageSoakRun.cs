using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Attribution.Benchmarks.Soak;
using Npgsql;

namespace Attribution.Benchmarks.Messaging;

/// <summary>
/// Cluster messages for two servers on one database, half of them sent twice, while one of the servers or PostgreSQL is
/// killed every few seconds; then the question whether each message had its effect, once.
/// </summary>
internal sealed class MessageSoakRun(MessageSoakOptions options)
{
    private const int BatchSize = 100;
    private const int Publishers = 4;
    private static readonly TimeSpan DrainMax = TimeSpan.FromMinutes(5);

    private readonly Random _random = new(options.Seed);
    private readonly string _queue = $"soak.{Guid.NewGuid():N}";
    private long _sent;

    private Dictionary<string, string> Settings => options.Broker is null ? [] : new()
    {
        ["Attribution__Messages__Rabbit__Address"] = options.Broker.ToString(),
        ["Attribution__Messages__Rabbit__Queue"] = _queue,
        ["Attribution__Messages__Rabbit__Tenant"] = "acme",
        ["Attribution__Messages__Rabbit__Organisation"] = "acme",
    };

    internal async Task<MessageSoakReport> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("attribution-message-soak-").FullName;
        try
        {
            await using var server = await SoakServer.StartAsync([]);
            var connectionString = server.ConnectionString;
            using var first = new ServedNode(options.Program, connectionString, folder, Settings);
            using var second = new ServedNode(options.Program, connectionString, folder, Settings);
            await first.StartAsync();
            await second.StartAsync();
            return await RunAsync(server, [first, second]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<MessageSoakReport> RunAsync(SoakServer server, ServedNode[] nodes)
    {
        var token = await nodes[0].TokenAsync();
        var began = Stopwatch.GetTimestamp();
        var publishing = SendAllAsync(nodes, token);
        var faults = 0;
        while (!publishing.IsCompleted)
        {
            var next = TimeSpan.FromSeconds(options.SecondsBetweenFaults * (0.5 + _random.NextDouble()));
            await Task.WhenAny(publishing, Task.Delay(next));
            await BreakAsync(server, nodes);
            faults++;
        }

        await publishing;
        var isDrained = await DrainAsync(server.ConnectionString);
        var time = Stopwatch.GetElapsedTime(began);
        var violations = await FindViolationsAsync(server.ConnectionString);
        return new MessageSoakReport(
            options, _sent, faults, time,
            isDrained ? violations : [.. violations, "Messages still wait after five quiet minutes."]);
    }

    private async Task BreakAsync(SoakServer server, ServedNode[] nodes)
    {
        switch (_random.Next(3))
        {
            case 0:
                await server.KillAsync();
                break;
            case var node:
                await nodes[node - 1].KillAsync();
                await nodes[node - 1].StartAsync();
                break;
        }
    }

    private Task SendAllAsync(ServedNode[] nodes, string token) =>
        options.Broker is { } broker ? SendThroughBrokerAsync(broker) : SendOverHttpAsync(nodes, token);

    /// <summary>Over HTTP, to whichever server is there.</summary>
    private async Task SendOverHttpAsync(ServedNode[] nodes, string token)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var turn = 0;
        await SendEachAsync(batch => TrySendAsync(
            http, nodes[Interlocked.Increment(ref turn) % nodes.Length].Address, batch));
    }

    /// <summary>Through a broker, until it has given them all to a server.</summary>
    private async Task SendThroughBrokerAsync(Uri broker)
    {
        await using var door = await BrokerDoor.OpenAsync(broker, _queue);
        await SendEachAsync(async batch =>
        {
            Interlocked.Add(ref _sent, BatchSize);
            await door.SendAsync(EventsOf(batch), CancellationToken.None);
            return true;
        });
        while (await door.CountWaitingAsync() > 0)
        {
            await Task.Delay(250);
        }
    }

    /// <summary>Every batch once, and every second one again at some other time.</summary>
    private async Task SendEachAsync(Func<int, Task<bool>> trySend)
    {
        var batches = Enumerable.Range(0, options.Messages / BatchSize).ToArray();
        var deliveries = batches.Concat(batches.Where(batch => batch % 2 == 0)).ToArray();
        _random.Shuffle(deliveries);
        var waiting = new ConcurrentQueue<int>(deliveries);
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var batch))
            {
                while (!await trySend(batch))
                {
                    await Task.Delay(100);
                }
            }
        })));
    }

    /// <summary>A publisher that gets no answer does not know whether the server took the messages: it sends
    /// again.</summary>
    private async Task<bool> TrySendAsync(HttpClient http, Uri address, int batch)
    {
        Interlocked.Add(ref _sent, BatchSize);
        try
        {
            using var content = new StringContent(
                $"[{string.Join(',', EventsOf(batch).Select(one => one.Json))}]",
                Encoding.UTF8,
                "application/cloudevents-batch+json");
            using var answer = await http.PostAsync(new Uri(address, "/messages/clusters"), content);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static LoadEvent[] EventsOf(int batch) =>
        [.. Enumerable.Range(batch * BatchSize, BatchSize).Select(Event)];

    private static LoadEvent Event(int number) => new(
        $"soak-{number}",
        $"{{\"specversion\":\"1.0\",\"id\":\"soak-{number}\",\"source\":\"/soak\","
        + "\"type\":\"attribution.cluster.detected.v1\",\"data\":"
        + $"{{\"id\":\"soak-{number}\",\"label\":\"cluster:soak\",\"member_ids\":[]}}}}");

    private async Task<bool> DrainAsync(string connectionString)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < DrainMax)
        {
            // What a broker has given to a server that died comes again.
            if (await CountAsync(connectionString, "msg_messages where state not in ('done', 'dead')") == 0
                && await CountAsync(connectionString, "msg_messages") >= options.Messages)
            {
                return true;
            }

            await Task.Delay(250);
        }

        return false;
    }

    private async Task<List<string>> FindViolationsAsync(string connectionString)
    {
        var expected = new (string What, string Rows, long Count)[]
        {
            ("messages", "msg_messages", options.Messages),
            ("finished messages", "msg_messages where state = 'done'", options.Messages),
            ("dead letters", "msg_messages where state = 'dead'", 0),
            ("marks", "msg_handled", options.Messages),
            ("clusters", "campaign_clusters", options.Messages),
            ("campaigns", "mt_doc_campaignview", options.Messages),
            ("events", "mt_events", options.Messages),
        };
        var violations = new List<string>();
        foreach (var (what, rows, count) in expected)
        {
            if (await CountAsync(connectionString, rows) is var found && found != count)
            {
                violations.Add($"There are {found} {what} instead of {count}.");
            }
        }

        return violations;
    }

    private static async Task<long> CountAsync(string connectionString, string rows)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"select count(*) from attribution.{rows}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
