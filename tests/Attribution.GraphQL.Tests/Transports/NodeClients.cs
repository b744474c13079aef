using System.Diagnostics;
using Attribution.Testing;

namespace Attribution.GraphQL.Tests.Transports;

/// <summary>Runs the scripts of <c>clients/</c>, with the packages their lock file names.</summary>
internal static class NodeClients
{
    private static readonly string Folder = Repository.PathTo("tests/Attribution.GraphQL.Tests/clients");

    private static readonly Lazy<Task> Packages = new(InstallAsync);

    /// <summary>Whether this machine has Node.js.</summary>
    public static bool IsNodePresent { get; } = FindOnPath("node") is not null && FindOnPath("npm") is not null;

    /// <summary>Runs a script; answers what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string script, Uri server)
    {
        await Packages.Value;
        return await RunAsync("node", [script, server.ToString()]);
    }

    private static async Task InstallAsync()
    {
        var installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
        var wanted = Path.Combine(Folder, "package-lock.json");
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(wanted))
        {
            await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        }
    }

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var killing = timeout.Token.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} failed: {await errors}\n{await output}");
    }

    private static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}

/// <summary>A test that needs Node.js, and says so where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!NodeClients.IsNodePresent)
        {
            Skip = "Node.js and npm are not on this machine: the clients people use were not tried.";
        }
    }
}
