using System.Globalization;

namespace Attribution.EmbeddedPostgres;

/// <summary>
/// The server process of a folder, found through the lock file <c>postmaster.pid</c> that PostgreSQL keeps in the data
/// directory, and believed only when the process really is that server.
/// </summary>
internal static class Postmaster
{
    /// <summary>No process can have this id: the largest of Linux is 4,194,304, of other systems less.</summary>
    private const int NobodysId = int.MaxValue;

    /// <summary>The id in the lock file, whoever has it now.</summary>
    public static int? ReadId(ServerFolder folder)
    {
        try
        {
            var first = File.ReadLines(LockFile(folder)).FirstOrDefault();
            return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Leaves the folder without a server and ready for the next start, after whatever happened to the one before.
    /// </summary>
    /// <remarks>
    /// A server that outlived its owner is stopped, not adopted: it may run with other settings, on other binaries and
    /// less durable than asked for, and a stop costs a fraction of a second while nobody uses it.
    /// </remarks>
    public static async Task ClearAsync(ServerTools tools, TimeSpan limit, CancellationToken cancellation)
    {
        if (ReadId(tools.Folder) is not { } id)
        {
            return;
        }

        var processes = await ProcessTable.ReadAsync(cancellation);
        var command = processes.GetValueOrDefault(id, "");
        if (IsServerOf(tools.Folder, command))
        {
            await StopAsync(tools, "fast", limit, cancellation);
            return;
        }

        if (command.Contains("postgres", StringComparison.Ordinal)
            && command.Contains(tools.Folder.Cluster, StringComparison.Ordinal))
        {
            throw new PostgresUnavailableException(
                PostgresProblem.FolderInUse,
                $"Process {id} runs a server on {tools.Folder.Cluster} that this program did not start. Stop it "
                + "first.");
        }

        await DisownAsync(tools, cancellation);
        foreach (var (backend, _) in processes.Where(process => IsBackendOf(tools.Folder, process.Value)))
        {
            await EndOrphanAsync(tools, backend, limit, cancellation);
        }
    }

    /// <summary>Stops the server when it runs: with the given mode, and after the limit without a checkpoint.</summary>
    /// <exception cref="PostgresUnavailableException">It still runs.</exception>
    public static async Task StopAsync(ServerTools tools, string mode, TimeSpan limit, CancellationToken cancellation)
    {
        foreach (var how in new[] { mode, "immediate" })
        {
            if (await FindAsync(tools.Folder, cancellation) is null)
            {
                return;
            }

            await tools.PgCtlAsync(["stop", "-m", how, "-w", "-t", Seconds(limit)], cancellation);
        }

        if (await FindAsync(tools.Folder, cancellation) is { } id)
        {
            throw new PostgresUnavailableException(
                PostgresProblem.StopTimedOut,
                $"The server in {tools.Folder.Path} (process {id}) did not stop within {Seconds(limit)} seconds, and "
                + "not within as many again when told to stop at once. End that process, or stop again.");
        }
    }

    /// <summary>A whole number of seconds for <c>pg_ctl -t</c>.</summary>
    public static string Seconds(TimeSpan time) =>
        Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static async Task<int?> FindAsync(ServerFolder folder, CancellationToken cancellation)
    {
        var processes = await ProcessTable.ReadAsync(cancellation);
        return ReadId(folder) is { } id && IsServerOf(folder, processes.GetValueOrDefault(id, "")) ? id : null;
    }

    private static bool IsServerOf(ServerFolder folder, string command) =>
        OperatingSystem.IsWindows()
            ? command == "postgres"
            : command.Contains($"postgres --cluster_name={folder.ClusterName}", StringComparison.Ordinal);

    private static bool IsBackendOf(ServerFolder folder, string command) =>
        command.StartsWith($"postgres: {folder.ClusterName}: ", StringComparison.Ordinal);

    /// <summary>
    /// The id in the lock file is free, or has gone to somebody else, and then PostgreSQL would refuse to start beside
    /// it. Only the id is replaced: the rest of the file lets PostgreSQL make sure that nobody uses the old shared
    /// memory.
    /// </summary>
    private static async Task DisownAsync(ServerTools tools, CancellationToken cancellation)
    {
        var file = LockFile(tools.Folder);
        var lines = await File.ReadAllLinesAsync(file, cancellation);
        lines[0] = NobodysId.ToString(CultureInfo.InvariantCulture);
        await tools.Account.WriteAsync(file, string.Join('\n', lines) + "\n", append: false, cancellation);
    }

    /// <summary>
    /// A backend in the middle of a long statement does not notice at once that its postmaster was killed; while it
    /// lives, no new server may touch the data.
    /// </summary>
    private static async Task EndOrphanAsync(ServerTools tools, int id, TimeSpan limit, CancellationToken cancellation)
    {
        await tools.PgCtlAsync(["kill", "QUIT", id.ToString(CultureInfo.InvariantCulture)], cancellation);
        if (!await ProcessTable.HasEndedAsync(id, limit, cancellation))
        {
            throw new PostgresUnavailableException(
                PostgresProblem.StopTimedOut,
                $"Process {id} still uses the data of a killed server in {tools.Folder.Path} and does not end. End it, "
                + "and start again.");
        }
    }

    private static string LockFile(ServerFolder folder) => Path.Combine(folder.Cluster, "postmaster.pid");
}
