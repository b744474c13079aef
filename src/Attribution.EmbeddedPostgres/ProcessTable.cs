using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Attribution.EmbeddedPostgres;

/// <summary>The command lines of the processes of this machine.</summary>
internal static class ProcessTable
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyDictionary<int, string>> ReadAsync(CancellationToken cancellation)
    {
        if (OperatingSystem.IsLinux())
        {
            return FromProc();
        }

        return OperatingSystem.IsWindows() ? NamesOnly() : await FromPsAsync(cancellation);
    }

    /// <summary>
    /// Waits until a process has ended. One that has ended but that its parent has not asked about counts: in a
    /// container whose first process never asks, it would stay in the table for ever.
    /// </summary>
    /// <returns>Whether it has ended within the limit.</returns>
    public static async Task<bool> HasEndedAsync(int id, TimeSpan limit, CancellationToken cancellation)
    {
        using var ticks = new PeriodicTimer(PollingInterval);
        for (var waited = TimeSpan.Zero; waited < limit; waited += PollingInterval)
        {
            if (!(await ReadAsync(cancellation)).ContainsKey(id))
            {
                return true;
            }

            await ticks.WaitForNextTickAsync(cancellation);
        }

        return false;
    }

    private static Dictionary<int, string> FromProc()
    {
        var commands = new Dictionary<int, string>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && ReadCommand(folder) is { Length: > 0 } command)
            {
                commands[id] = command;
            }
        }

        return commands;
    }

    private static string? ReadCommand(string folder)
    {
        try
        {
            var arguments = File.ReadAllBytes(Path.Combine(folder, "cmdline"));
            return Encoding.UTF8.GetString(arguments).Replace('\0', ' ').Trim();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The process has ended since its folder was listed.
            return null;
        }
    }

    private static async Task<Dictionary<int, string>> FromPsAsync(CancellationToken cancellation)
    {
        var commands = new Dictionary<int, string>();
        var listing = await new Command("ps", ["-axww", "-o", "pid=,command="]).RunAsync(cancellation);
        foreach (var line in listing.Output.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Split(' ', 2) is [var id, var command]
                && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                commands[number] = command;
            }
        }

        return commands;
    }

    private static Dictionary<int, string> NamesOnly()
    {
        var names = new Dictionary<int, string>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                names[process.Id] = process.ProcessName;
            }
        }

        return names;
    }
}
