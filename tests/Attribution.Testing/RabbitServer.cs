using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Attribution.Testing;

/// <summary>A broker of its own for one test class, from the operating system's package
/// <c>rabbitmq-server</c>.</summary>
public sealed class RabbitServer : IAsyncLifetime
{
    internal const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(2);

    private readonly string folder = Directory.CreateTempSubdirectory("attribution-rabbit-").FullName;
    private readonly int port = FreePort();
    private Process? process;

    /// <summary>Whether the package is installed.</summary>
    public static bool IsInstalled => File.Exists(Program);

    /// <summary>Why a test is not run here; null when it is.</summary>
    internal static string? Missing => IsInstalled ? null : "The package rabbitmq-server is not installed here.";

    public Uri Address => new($"amqp://guest:guest@127.0.0.1:{port}/");

    public async Task InitializeAsync()
    {
        if (!IsInstalled)
        {
            return;
        }

        var start = new ProcessStartInfo(Program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HOME"] = folder,
            ["RABBITMQ_NODENAME"] = $"test-{port}@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_DIST_PORT"] = FreePort().ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "db"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "none"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-setcookie test",
            ["ERL_EPMD_PORT"] = FreePort().ToString(CultureInfo.InvariantCulture),
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        })
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(StartMax);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line
            && !line.Contains("completed with", StringComparison.Ordinal))
        {
            // The broker says what it is doing until it is ready.
        }

        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>A test that needs a broker, and says so when there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RabbitFactAttribute : FactAttribute
{
    public RabbitFactAttribute() => Skip = RabbitServer.Missing;
}

/// <summary>The same for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RabbitTheoryAttribute : TheoryAttribute
{
    public RabbitTheoryAttribute() => Skip = RabbitServer.Missing;
}
