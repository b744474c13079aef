using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Attribution.Benchmarks.GraphQL;

/// <summary>How a load went.</summary>
internal sealed record LoadResult(
    double RequestsPerSecond, double MedianMicroseconds, double P99Microseconds, int Bytes);

/// <summary>
/// Sends one prepared request over and over on many connections and counts the answers. Reads no more of an answer than
/// its length, so that the measure is the server's work, not a client's.
/// </summary>
internal sealed class HttpLoad(int port, byte[] request, int connections)
{
    public async Task<LoadResult> RunAsync(TimeSpan duration)
    {
        using var stop = new CancellationTokenSource(duration);
        var watch = Stopwatch.StartNew();
        var runs = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => RunOneAsync(stop.Token)));
        var seconds = watch.Elapsed.TotalSeconds;
        var latencies = runs.SelectMany(run => run.Latencies).Order().ToList();
        return new LoadResult(
            latencies.Count / seconds,
            latencies[latencies.Count / 2],
            latencies[(int)(latencies.Count * 0.99)],
            runs[0].Bytes);
    }

    private async Task<(List<double> Latencies, int Bytes)> RunOneAsync(CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        await socket.ConnectAsync(IPAddress.Loopback, port, CancellationToken.None);
        var buffer = new byte[256 * 1024];
        var latencies = new List<double>(100_000);
        var bytes = 0;
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            bytes = await AskAsync(socket, request, buffer);
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        return (latencies, bytes);
    }

    /// <summary>Sends a request once; answers how many bytes came back.</summary>
    internal static async ValueTask<int> AskAsync(Socket socket, byte[] request, byte[] buffer)
    {
        await socket.SendAsync(request, CancellationToken.None);
        return await ReadAnswerAsync(socket, buffer);
    }

    private static async ValueTask<int> ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var (length, wanted) = (0, int.MaxValue);
        while (length < wanted)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            length += read == 0 ? throw new InvalidOperationException("The server hung up.") : read;
            wanted = wanted == int.MaxValue ? WantedLength(buffer.AsSpan(0, length)) : wanted;
        }

        return length;
    }

    private static int WantedLength(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return int.MaxValue;
        }

        if (!answer.StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
        }

        var field = answer[(answer.IndexOf("Content-Length: "u8) + "Content-Length: "u8.Length)..];
        return System.Buffers.Text.Utf8Parser.TryParse(field, out int length, out _)
            ? end + 4 + length
            : throw new InvalidOperationException("The answer has no length.");
    }
}
