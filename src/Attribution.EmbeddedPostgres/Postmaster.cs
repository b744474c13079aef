using System.Diagnostics;
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

    private static readonly TimeSpan LastResort = TimeSpan.FromSeconds(10);

    /// <summary>The id in the lock file, whoever has it now.</summary>
    public static int? ReadId(ServerFolder folder)
    {
        try
        {
            var first = File.ReadLines(LockFile(folder)).FirstOrDefault();
            return int.TryParse(first, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) ? Math.Abs(id) : null;
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
        if (processes.TryGetValue(id, out var command) && BelongsTo(tools.Folder, command))
        {
            await StopAsync(tools, "fast", limit, cancellation);
        }
        else if (command is not null)
        {
            Disown(tools.Folder);
        }

        foreach (var (backend, _) in processes.Where(process => process.Key != id && BelongsTo(tools.Folder, process.Value)))
        {
            await EndOrphanAsync(tools, backend, limit, cancellation);
        }
    }

    /// <summary>Stops the server when it runs: with the given mode, and after the limit at once.</summary>
    /// <exception cref="PostgresUnavailableException">It still runs.</exception>
    public static async Task StopAsync(ServerTools tools, string mode, TimeSpan limit, CancellationToken cancellation)
    {
        foreach (var (how, time) in new[] { (mode, limit), ("immediate", LastResort) })
        {
            if (await FindAsync(tools.Folder, cancellation) is null)
            {
                return;
            }

            await tools.PgCtlAsync(["stop", "-m", how, "-w", "-t", Seconds(time)], cancellation);
        }

        if (await FindAsync(tools.Folder, cancellation) is { } id)
        {
            throw new PostgresUnavailableException(
                PostgresProblem.StopTimedOut,
                $"The server in {tools.Folder.Path} (process {id}) did not stop within {Seconds(limit + LastResort)} seconds.");
        }
    }

    /// <summary>A whole number of seconds for <c>pg_ctl -t</c>.</summary>
    public static string Seconds(TimeSpan time) =>
        Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static async Task<int?> FindAsync(ServerFolder folder, CancellationToken cancellation)
    {
        var processes = await ProcessTable.ReadAsync(cancellation);
        return ReadId(folder) is { } id && processes.TryGetValue(id, out var command) && BelongsTo(folder, command)
            ? id
            : null;
    }

    private static bool BelongsTo(ServerFolder folder, string command) =>
        command.Contains("postgres", StringComparison.Ordinal)
        && (OperatingSystem.IsWindows() || command.Contains(folder.ClusterName, StringComparison.Ordinal));

    /// <summary>
    /// The id in the lock file has gone to somebody else, and PostgreSQL would refuse to start beside it. Only the id is
    /// replaced: with the rest of the file, PostgreSQL still makes sure that no process uses the old shared memory.
    /// </summary>
    private static void Disown(ServerFolder folder)
    {
        var lines = File.ReadAllLines(LockFile(folder));
        lines[0] = NobodysId.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(LockFile(folder), string.Join('\n', lines) + "\n");
    }

    /// <summary>
    /// A backend in the middle of a long statement does not notice at once that its postmaster was killed; while it
    /// lives, no new server may touch the data.
    /// </summary>
    private static async Task EndOrphanAsync(ServerTools tools, int id, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            using var orphan = Process.GetProcessById(id);
            await tools.PgCtlAsync(["kill", "QUIT", id.ToString(CultureInfo.InvariantCulture)], cancellation);
            await orphan.WaitForExitAsync(cancellation).WaitAsync(limit, cancellation);
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
        catch (TimeoutException)
        {
            throw new PostgresUnavailableException(
                PostgresProblem.StopTimedOut,
                $"Process {id} still uses the data of a killed server in {tools.Folder.Path} and does not end. End it, "
                + "and start again.");
        }
    }

    private static string LockFile(ServerFolder folder) => Path.Combine(folder.Cluster, "postmaster.pid");
}
