using System.Diagnostics;
using System.Text;

namespace Attribution.EmbeddedPostgres;

/// <summary>What a finished program answered; both output streams in one text.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs one program to its end. Arguments are passed as they are: no shell ever reads them.</summary>
internal sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Where the program stands when it starts; PostgreSQL's tools complain about one they cannot enter.</summary>
    public string WorkingFolder { get; init; } = Path.GetPathRoot(Environment.CurrentDirectory)!;

    /// <summary>Names the cluster to <c>pg_ctl</c>, which would put a path given as an argument through a shell.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Cancelling ends the program itself, not what it has started in the background.</summary>
    public async Task<CommandResult> RunAsync(CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = StartInfo() };
        var output = new StringBuilder();
        DataReceivedEventHandler keep = (_, line) =>
        {
            lock (output)
            {
                output.AppendLine(line.Data);
            }
        };
        process.OutputDataReceived += keep;
        process.ErrorDataReceived += keep;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        lock (output)
        {
            return new CommandResult(process.ExitCode, output.ToString().Trim());
        }
    }

    internal ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = WorkingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        // Settings of the caller's own PostgreSQL client (PGHOST, PGOPTIONS, ...) must not reach this server, and its
        // messages are read by this library, so they are in one language.
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        if (DataDirectory is not null)
        {
            start.Environment["PGDATA"] = DataDirectory;
        }

        return start;
    }

    private static bool IsForeign(string name) =>
        name.StartsWith("PG", StringComparison.Ordinal)
        || name.StartsWith("LC_", StringComparison.Ordinal)
        || name is "LANG" or "LANGUAGE";
}
