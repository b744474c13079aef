using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Attribution.Benchmarks.Messaging;

/// <summary>
/// Cluster messages sent to a running server, over HTTP in batches or through a broker, as fast as they are taken or at
/// a given rate; then every hundredth is asked for until it is done.
/// </summary>
internal static class MessageLoad
{
    private const int BatchSize = 100;

    internal static readonly Suite Suite = new(
        "message-load",
        "cluster messages to a server: --server URL --token TEXT [--messages N] [--publishers N] [--rate N a second] "
        + "[--broker amqp://... --queue NAME] [--tenant NAME --org NAME of the token or the broker's queue]",
        RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var address = arguments.Text("server") ?? throw new UsageError("--server is missing.");
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", arguments.Text("token") ?? throw new UsageError("--token is missing."));
        var (messages, publishers) = (arguments.Number("messages", 40_000), arguments.Number("publishers", 8));
        int? rate = arguments.Has("rate") ? arguments.Number("rate", 1) : null;
        var (broker, queue) = (arguments.Text("broker"), arguments.Text("queue") ?? "attribution.clusters");
        var (tenant, organisation) = (arguments.Text("tenant") ?? "acme", arguments.Text("org") ?? "soc");
        arguments.ThrowIfAnyIsUnknown();

        await using var brokerDoor = broker is null ? null : await BrokerDoor.OpenAsync(new Uri(broker), queue);
        var (began, clock) = (DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
        var samples = await PublishAsync(
            (ILoadDoor?)brokerDoor ?? new HttpDoor(http), messages, publishers, rate, cancellation);
        var sent = Stopwatch.GetElapsedTime(clock);
        var outcomes = new List<(DateTimeOffset Accepted, DateTimeOffset Finished)>();
        foreach (var sample in samples)
        {
            var place = sample.PlaceIn(tenant, organisation);
            outcomes.Add(await OutcomeAsync(http, place, mayComeLater: broker is not null, cancellation));
        }

        Print(messages, sent, began, outcomes);
        return 0;
    }

    private static void Print(
        int messages,
        TimeSpan sent,
        DateTimeOffset began,
        List<(DateTimeOffset Accepted, DateTimeOffset Finished)> outcomes)
    {
        double PerSecond(TimeSpan time) => messages / time.TotalSeconds;
        var latencies = outcomes.Select(one => (one.Finished - one.Accepted).TotalMilliseconds).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{messages} messages: sent {PerSecond(sent):N0}/s, "
            + $"accepted {PerSecond(outcomes.Max(one => one.Accepted) - began):N0}/s, "
            + $"handled {PerSecond(outcomes.Max(one => one.Finished) - began):N0}/s, accepted to done of "
            + $"{latencies.Length} samples: p50 {latencies[latencies.Length / 2]:N0} ms, "
            + $"p99 {latencies[latencies.Length * 99 / 100]:N0} ms"));
    }

    /// <returns>The last event of each batch.</returns>
    private static async Task<List<LoadEvent>> PublishAsync(
        ILoadDoor door, int messages, int publishers, int? rate, CancellationToken cancellation)
    {
        var (run, next, samples) = (Guid.NewGuid().ToString("N")[..8], 0, new List<LoadEvent>());
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, publishers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Add(ref next, BatchSize) is var end && end <= messages)
            {
                if (rate is { } perSecond)
                {
                    var due = TimeSpan.FromSeconds((end - BatchSize) / (double)perSecond);
                    var early = due - Stopwatch.GetElapsedTime(began);
                    await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, cancellation);
                }

                LoadEvent[] batch =
                [
                    .. Enumerable.Range(end - BatchSize, BatchSize).Select(number => LoadEvent.New($"{run}-{number}")),
                ];
                await door.SendAsync(batch, cancellation);
                lock (samples)
                {
                    samples.Add(batch[^1]);
                }
            }
        })));
        return samples;
    }

    /// <summary>Waits until a message is done. Through a broker it may not have arrived yet.</summary>
    private static async Task<(DateTimeOffset Accepted, DateTimeOffset Finished)> OutcomeAsync(
        HttpClient http, Uri place, bool mayComeLater, CancellationToken cancellation)
    {
        while (true)
        {
            using var answer = await http.GetAsync(place, cancellation);
            if (answer.StatusCode == HttpStatusCode.NotFound && !mayComeLater)
            {
                throw new UsageError($"{place} is not there. --tenant and --org are to be those of the token.");
            }

            if (answer.StatusCode != HttpStatusCode.NotFound)
            {
                answer.EnsureSuccessStatusCode();
                using var parsed = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
                if (parsed.RootElement.TryGetProperty("finishedAt", out var finished))
                {
                    return (
                        parsed.RootElement.GetProperty("acceptedAt").GetDateTimeOffset(),
                        finished.GetDateTimeOffset());
                }
            }

            await Task.Delay(20, cancellation);
        }
    }
}
