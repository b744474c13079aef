using System.Diagnostics;
using System.Globalization;

namespace Attribution.EmbeddedPostgres.Tests;

/// <summary>A running <see cref="OwnerProgram"/>: a process of its own that can be interrupted or killed.</summary>
internal sealed class OwnerProcess : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private OwnerProcess(Process process, string connectionString)
    {
        this.process = process;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public static async Task<OwnerProcess> StartAsync(string[] arguments, string? testDatabase = null)
    {
        // As a terminal would, setsid makes it the leader of a group that gets Ctrl-C together.
        var start = new ProcessStartInfo("setsid", ["dotnet", typeof(OwnerProcess).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        if (testDatabase is not null)
        {
            start.Environment["ATTRIBUTION_TEST_DATABASE"] = testDatabase;
        }

        var started = Process.Start(start)!;
        var ready = await started.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return new OwnerProcess(started, ready.ShouldNotBeNull());
    }

    /// <summary>What Ctrl-C in a terminal does: the whole process group gets the signal.</summary>
    public async Task<string> InterruptAsync()
    {
        await Signal.SendAsync("INT", -process.Id);
        var rest = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.ExitCode.ShouldBe(0);
        return rest.Trim();
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}

internal static class Signal
{
    /// <summary>Sends a signal to a process or, with a negative id, to a process group.</summary>
    public static async Task SendAsync(string name, int id)
    {
        var kill = await new Command("/bin/sh", ["-c", "kill -\"$0\" \"$1\"", name, id.ToString(CultureInfo.InvariantCulture)])
            .RunAsync(CancellationToken.None);
        kill.Succeeded.ShouldBeTrue(kill.Output);
    }
}
