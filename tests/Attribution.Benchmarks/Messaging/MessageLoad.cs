using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Attribution.Benchmarks.Messaging;

/// <summary>
/// Cluster messages sent to a running server over HTTP, in batches, as fast as it takes them or at a given rate; then
/// every hundredth is asked for until it is done.
/// </summary>
internal static class MessageLoad
{
    private const int BatchSize = 100;
    private const int SampleEvery = 100;

    internal static readonly Suite Suite = new(
        "message-load",
        "cluster messages over HTTP: --server URL --token TEXT [--messages N] [--publishers N] [--rate N a second]",
        RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellation)
    {
        var address = arguments.Text("server") ?? throw new UsageError("--server is missing.");
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", arguments.Text("token") ?? throw new UsageError("--token is missing."));
        var (messages, publishers) = (arguments.Number("messages", 40_000), arguments.Number("publishers", 8));
        int? rate = arguments.Has("rate") ? arguments.Number("rate", 1) : null;
        arguments.ThrowIfAnyIsUnknown();

        var began = Stopwatch.GetTimestamp();
        var samples = await PublishAsync(http, messages, publishers, rate, cancellation);
        var accepted = Stopwatch.GetElapsedTime(began);
        var latencies = new List<double>();
        foreach (var sample in samples)
        {
            latencies.Add(await LatencyAsync(http, sample, cancellation));
        }

        var handled = Stopwatch.GetElapsedTime(began);
        latencies.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{messages} messages: accepted {messages / accepted.TotalSeconds:N0}/s, "
            + $"handled {messages / handled.TotalSeconds:N0}/s, accepted to done of {latencies.Count} samples: "
            + $"p50 {latencies[latencies.Count / 2]:N0} ms, p99 {latencies[latencies.Count * 99 / 100]:N0} ms"));
        return 0;
    }

    private static async Task<List<string>> PublishAsync(
        HttpClient http, int messages, int publishers, int? rate, CancellationToken cancellation)
    {
        var (run, next, samples) = (Guid.NewGuid().ToString("N")[..8], 0, new List<string>());
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

                var sample = await SendAsync(http, Batch(run, end - BatchSize), cancellation);
                lock (samples)
                {
                    samples.Add(sample);
                }
            }
        })));
        return samples;
    }

    /// <summary>Sends until it is taken.</summary>
    /// <returns>Where to ask for one of its messages.</returns>
    private static async Task<string> SendAsync(HttpClient http, string batch, CancellationToken cancellation)
    {
        while (true)
        {
            using var content = new StringContent(batch, Encoding.UTF8, "application/cloudevents-batch+json");
            using var answer = await http.PostAsync(
                new Uri("/messages/clusters", UriKind.Relative), content, cancellation);
            if (answer.IsSuccessStatusCode)
            {
                var receipts = await answer.Content.ReadAsByteArrayAsync(cancellation);
                using var parsed = JsonDocument.Parse(receipts);
                return parsed.RootElement.GetProperty("messages")[SampleEvery - 1].GetProperty("href").GetString()!;
            }

            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancellation);
        }
    }

    private static async Task<double> LatencyAsync(HttpClient http, string href, CancellationToken cancellation)
    {
        while (true)
        {
            var text = await http.GetByteArrayAsync(new Uri(href, UriKind.Relative), cancellation);
            using var parsed = JsonDocument.Parse(text);
            var outcome = parsed.RootElement;
            if (outcome.TryGetProperty("finishedAt", out var finished))
            {
                return (finished.GetDateTimeOffset() - outcome.GetProperty("acceptedAt").GetDateTimeOffset())
                    .TotalMilliseconds;
            }

            await Task.Delay(20, cancellation);
        }
    }

    private static string Batch(string run, int from) =>
        $"[{string.Join(',', Enumerable.Range(from, BatchSize).Select(number => Event(run, number)))}]";

    private static string Event(string run, int number)
    {
        var members = string.Join(',', Enumerable.Range(0, 3).Select(_ => $"\"{Guid.NewGuid()}\""));
        return $"{{\"specversion\":\"1.0\",\"id\":\"{run}-{number}\",\"source\":\"/bench\","
            + "\"type\":\"attribution.cluster.detected.v1\",\"data\":{"
            + $"\"id\":\"{run}-{number}\",\"label\":\"cluster:ipv4-addr:bench\",\"member_ids\":[{members}],"
            + "\"signals\":[\"shared_subnet:203.0.113.0/24\"],\"confidence\":{\"source_reliability\":\"B\","
            + "\"information_credibility\":2,\"stix_confidence\":80,\"rationale\":\"1 clustering signal(s)\"},"
            + "\"suggested_actor\":null,\"suggested_campaign\":null,\"size\":3}}";
    }
}
