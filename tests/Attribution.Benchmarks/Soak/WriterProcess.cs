using System.Diagnostics;
using System.Globalization;

namespace Attribution.Benchmarks.Soak;

/// <summary>A writer process of the soak: this program, started again as <c>soak-writer</c>.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    internal static WriterProcess Start(
        string connectionString, SoakOptions options, TimeSpan time, int seed, string journal)
    {
        var start = new ProcessStartInfo(Host(), [
            "exec", typeof(WriterProcess).Assembly.Location, SoakSuite.Writer.Name,
            "--connection", connectionString,
            "--writers", Text(options.Writers),
            "--streams", Text(options.Streams),
            "--milliseconds", Text((int)time.TotalMilliseconds),
            "--seed", Text(seed),
            "--journal", journal,
        ]);
        return new WriterProcess(Process.Start(start)!);
    }

    internal bool HasEnded => _process.HasExited;

    /// <summary>Ends it at once, with whatever it is doing (SIGKILL).</summary>
    internal void Kill() => _process.Kill();

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    internal async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose() => _process.Dispose();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Host() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (Path.GetFileName(Environment.ProcessPath) is "dotnet" or "dotnet.exe" ? Environment.ProcessPath!
            : "dotnet");
}
