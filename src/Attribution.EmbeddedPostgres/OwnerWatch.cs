using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Attribution.EmbeddedPostgres;

/// <summary>
/// A tiny process that waits for the end of a pipe from us. The kernel closes the pipe when we die, however we die, and
/// then it stops the server: no server is left without an owner. A goodbye through the pipe sends it home instead.
/// </summary>
/// <remarks>
/// It ignores the terminal's signals, so that Ctrl-C lets the program finish its work before the server goes. It
/// signals one process id and never a data directory, where a new owner may already have started the next server.
/// Should it be killed as well, the next start on the folder does the same work. On Windows only the next start does.
/// </remarks>
internal sealed class OwnerWatch : IDisposable
{
    private const string Script = """
        trap '' INT TERM HUP QUIT
        exec >/dev/null 2>&1
        read -r goodbye && exit 0
        kill -"$1" "$2"
        [ -n "$3" ] || exit 0
        tries=300
        while [ -e "$3/cluster/postmaster.pid" ] && kill -0 "$2" && [ $((tries -= 1)) -gt 0 ]; do sleep 0.1; done
        rm -rf -- "$3"
        """;

    private readonly Process watcher;

    // Without it, an owner that keeps only the connection string would lose the pipe, and with it the server, to the
    // garbage collector.
    private readonly GCHandle pipeStaysOpen;

    private OwnerWatch(Process watcher)
    {
        this.watcher = watcher;
        pipeStaysOpen = GCHandle.Alloc(watcher);
    }

    /// <param name="server">The process id of the postmaster.</param>
    /// <param name="removeFolder">What to remove once the server is gone, if anything; then it is stopped at
    /// once.</param>
    public static OwnerWatch? Begin(int server, string? removeFolder)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        // INT is PostgreSQL's fast shutdown with a last checkpoint, QUIT the immediate one.
        var signal = removeFolder is null ? "INT" : "QUIT";
        var id = server.ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["-c", Script, "attribution-owner-watch", signal, id, removeFolder ?? ""];
        var start = new Command("/bin/sh", arguments).StartInfo();
        start.RedirectStandardOutput = false;
        start.RedirectStandardError = false;
        return new OwnerWatch(Process.Start(start)!);
    }

    /// <summary>The server has been stopped by its owner; there is nothing left to watch.</summary>
    public void Dispose()
    {
        try
        {
            watcher.StandardInput.WriteLine("goodbye");
            watcher.StandardInput.Close();
        }
        catch (IOException)
        {
            // Somebody has killed the watcher; it has nothing to do any more either.
        }

        pipeStaysOpen.Free();
        watcher.Dispose();
    }
}
