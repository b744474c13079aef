using System.Collections.Concurrent;
using System.Diagnostics;

namespace Attribution.Testing;

/// <summary>A folder of Node.js scripts with the packages that its lock file names.</summary>
public sealed class NodeFolder
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // One for each folder: two installations at once delete each other's files.
    private static readonly ConcurrentDictionary<string, NodeFolder> Folders = new(StringComparer.Ordinal);

    private readonly string _folder;
    private readonly Lazy<Task> _packages;

    private NodeFolder(string path)
    {
        _folder = Repository.PathTo(path);
        _packages = new Lazy<Task>(InstallAsync);
    }

    /// <summary>Whether this machine has Node.js.</summary>
    public static bool IsNodePresent { get; } = FindOnPath("node") is not null && FindOnPath("npm") is not null;

    /// <summary>The folder at a path relative to the checkout; its packages are installed when its first script
    /// runs.</summary>
    public static NodeFolder At(string path) => Folders.GetOrAdd(path, static path => new NodeFolder(path));

    /// <summary>Runs a script; answers what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> RunAsync(string script, params IEnumerable<string> arguments)
    {
        await _packages.Value;
        return await RunProgramAsync("node", [script, .. arguments]);
    }

    private async Task InstallAsync()
    {
        var installed = Path.Combine(_folder, "node_modules", ".package-lock.json");
        var wanted = Path.Combine(_folder, "package-lock.json");
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(wanted))
        {
            await RunProgramAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        }
    }

    private async Task<string> RunProgramAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var timeout = new CancellationTokenSource(Patience);
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
        if (!NodeFolder.IsNodePresent)
        {
            Skip = "Node.js and npm are not on this machine: what needs them was not tried.";
        }
    }
}
