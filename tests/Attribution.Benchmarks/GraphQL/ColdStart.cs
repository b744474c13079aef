using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Attribution.Benchmarks.GraphQL;

/// <summary>How long it takes from the start of a process to its first answer: a server with the engine and one
/// without, in turns.</summary>
internal static class ColdStart
{
    private const int Rounds = 11;

    internal static Suite Server { get; } =
        new("graphql-server", "one server of the graphql suite; started by it", ServeAsync);

    internal static async Task CompareAsync(byte[] engineRequest, byte[] bareRequest)
    {
        var (engine, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            engine.Add(await MeasureAsync("--engine", engineRequest));
            bare.Add(await MeasureAsync("--bare", bareRequest));
        }

        var (with, without) = (Median(engine), Median(bare));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"process start to first answer: {with:F0} ms, bare {without:F0} ms, {with - without:F0} ms more"));
    }

    private static async Task<int> ServeAsync(Arguments arguments, CancellationToken cancellation)
    {
        var (port, hasEngine) = (arguments.Number("port", otherwise: 1), arguments.Has("engine"));
        await using var server = await ComparedServers.StartAsync(port, hasEngine);
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    private static async Task<double> MeasureAsync(string side, byte[] request)
    {
        var port = FreePort();
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(
            Environment.ProcessPath!,
            [
                .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
                    ? new[] { typeof(ColdStart).Assembly.Location } : [],
                "graphql-server", side, "--port", port.ToString(CultureInfo.InvariantCulture),
            ]);
        try
        {
            await AskAsync(port, request);
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task AskAsync(int port, byte[] request)
    {
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
            }
            catch (SocketException)
            {
                await Task.Delay(1);
                continue;
            }

            await HttpLoad.AskAsync(socket, request, new byte[16 * 1024]);
            return;
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
