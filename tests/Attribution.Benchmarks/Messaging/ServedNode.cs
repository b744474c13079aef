using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Attribution.Benchmarks.Messaging;

/// <summary>The real server as a process that can be killed and comes back at the same address.</summary>
internal sealed class ServedNode : IDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(2);

    private readonly string _program;
    private readonly string _connectionString;
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private Process? _process;

    /// <param name="program">The server's program.</param>
    /// <param name="connectionString">Its database.</param>
    /// <param name="folder">Its data.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    internal ServedNode(
        string program, string connectionString, string folder, IReadOnlyDictionary<string, string> settings)
    {
        (_program, _connectionString, _folder, _settings) = (program, connectionString, folder, settings);
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
    }

    /// <summary>Where it listens.</summary>
    internal Uri Address { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    internal async Task StartAsync()
    {
        _process = Start(
            "serve", "--development", "--urls", Address.ToString(), "--database", _connectionString, "--data", _folder);
        using var http = new HttpClient { BaseAddress = Address };
        var began = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(http))
        {
            if (Stopwatch.GetElapsedTime(began) > StartMax)
            {
                throw new TimeoutException("The server does not become ready.");
            }

            if (_process.HasExited)
            {
                _process.Dispose();
                _process = Start(
                    "serve", "--development", "--urls", Address.ToString(), "--database", _connectionString,
                    "--data", _folder);
            }

            await Task.Delay(100);
        }
    }

    /// <summary>Ends it at once, with whatever it is doing (SIGKILL).</summary>
    internal async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>A token for the pipeline.</summary>
    internal async Task<string> TokenAsync()
    {
        using var token = Start("token", "--data", _folder, "--role", "pipeline");
        var text = await token.StandardOutput.ReadToEndAsync();
        await token.WaitForExitAsync();
        return text.Trim();
    }

    public void Dispose()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Host(), ["exec", _program, .. arguments])
        {
            RedirectStandardOutput = arguments[0] == "token",
            UseShellExecute = false,
            WorkingDirectory = _folder,
        };
        start.Environment["Attribution__Messages__LeaseSeconds"] = "5";
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["Logging__LogLevel__Default"] = "None";
        start.Environment["Logging__LogLevel__Attribution"] = "None";
        return Process.Start(start)!;
    }

    private static string Host() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (Path.GetFileName(Environment.ProcessPath) is "dotnet" or "dotnet.exe"
            ? Environment.ProcessPath!
            : "dotnet");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
