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
    private long _sent;

    internal async Task<MessageSoakReport> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("attribution-message-soak-").FullName;
        try
        {
            await using var server = await SoakServer.StartAsync([]);
            var connectionString = server.ConnectionString;
            using var first = new ServedNode(options.Program, connectionString, folder);
            using var second = new ServedNode(options.Program, connectionString, folder);
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
        var publishing = PublishAsync(nodes, token);
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

    /// <summary>Every batch once, and every second one again at some other time, on whichever server.</summary>
    private async Task PublishAsync(ServedNode[] nodes, string token)
    {
        var batches = Enumerable.Range(0, options.Messages / BatchSize).ToArray();
        var deliveries = batches.Concat(batches.Where(batch => batch % 2 == 0)).ToArray();
        _random.Shuffle(deliveries);
        var waiting = new ConcurrentQueue<int>(deliveries);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(publisher => Task.Run(async () =>
        {
            var turn = publisher;
            while (waiting.TryDequeue(out var batch))
            {
                while (!await TrySendAsync(http, nodes[turn++ % nodes.Length].Address, batch))
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
                Document(batch * BatchSize), Encoding.UTF8, "application/cloudevents-batch+json");
            using var answer = await http.PostAsync(new Uri(address, "/messages/clusters"), content);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static string Document(int from) =>
        $"[{string.Join(',', Enumerable.Range(from, BatchSize).Select(Event))}]";

    private static string Event(int number) =>
        $"{{\"specversion\":\"1.0\",\"id\":\"soak-{number}\",\"source\":\"/soak\","
        + "\"type\":\"attribution.cluster.detected.v1\",\"data\":"
        + $"{{\"id\":\"soak-{number}\",\"label\":\"cluster:soak\",\"member_ids\":[]}}}}";

    private static async Task<bool> DrainAsync(string connectionString)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < DrainMax)
        {
            if (await CountAsync(connectionString, "msg_messages where state not in ('done', 'dead')") == 0)
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
