using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Attribution.EmbeddedPostgres;

/// <summary>
/// A private PostgreSQL server that lives as long as this object: started, found healthy after whatever happened to the
/// one before, and stopped with it.
/// </summary>
/// <remarks>
/// Disposing stops the server with a last checkpoint. When the process dies without disposing, a watcher stops the
/// server (not on Windows), and the next start on the same folder recovers what was committed.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The superuser that the connection strings name.</summary>
    public const string User = "postgres";

    private const int DefaultPort = 5432;
    private const int PortAttempts = 5;
    private static readonly TimeSpan CancelInterval = TimeSpan.FromMilliseconds(50);

    private readonly PostgresServerOptions options;
    private readonly ServerTools tools;
    private readonly string password;
    private readonly Lock stopping = new();
    private int port;
    private OwnerWatch? watch;
    private Task? stopped;

    private PostgresServer(PostgresServerOptions options, ServerTools tools, string password)
    {
        this.options = options;
        this.tools = tools;
        this.password = password;
    }

    /// <summary>PostgreSQL's data directory, inside the folder of the options.</summary>
    public string DataDirectory => tools.Folder.Cluster;

    /// <summary>The version of the running server.</summary>
    public Version Version => tools.Binaries.Version;

    /// <summary>Starts the server of a folder, making the data directory at the first time.</summary>
    /// <exception cref="PostgresUnavailableException">It cannot; the problem and what to do are named.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static async Task<PostgresServer> StartAsync(
        PostgresServerOptions options, CancellationToken cancellation = default)
    {
        PostgresServerOptions.ThrowIfInvalid(options);
        var installed = options.Binaries is { } chosen
            ? [chosen]
            : await BinarySearch.OnThisMachine().FindAsync(cancellation);
        var account = await Account.ResolveAsync(options.Account, cancellation);
        if (options.RemoveWhenStopped)
        {
            var createdBefore = DateTime.UtcNow - TemporaryFolders.GracePeriod;
            await TemporaryFolders.SweepAsync(installed[0], account, createdBefore, cancellation);
        }

        var folder = ServerFolder.Take(options.Folder, account);
        try
        {
            return await StartAsync(options, installed, account, folder, cancellation);
        }
        catch (IOException failure) when (DiskFull.Is(failure))
        {
            folder.Dispose();
            throw DiskFull.At(folder.Path, log: null);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>How Npgsql reaches a database of this server, as its superuser. The text holds the password.</summary>
    /// <param name="database">The database's name; a new server has <c>postgres</c>.</param>
    public string ConnectionString(string database)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(database);
        var overSocket = options.Listener == PostgresListener.UnixSocket;
        return new DbConnectionStringBuilder
        {
            ["Host"] = overSocket ? tools.Folder.Socket : "127.0.0.1",
            ["Port"] = port.ToString(CultureInfo.InvariantCulture),
            ["Username"] = User,
            ["Password"] = password,
            ["Database"] = database,
        }.ConnectionString;
    }

    /// <summary>
    /// Ends all sessions and stops the server with a last checkpoint. A second call waits for the first, or tries again
    /// when that has failed.
    /// </summary>
    /// <exception cref="PostgresUnavailableException">It does not stop.</exception>
    public Task StopAsync()
    {
        lock (stopping)
        {
            return stopped is null or { IsFaulted: true } ? stopped = StopOnceAsync() : stopped;
        }
    }

    /// <summary>The same as <see cref="StopAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<PostgresServer> StartAsync(
        PostgresServerOptions options, IReadOnlyList<PostgresBinaries> installed, Account account, ServerFolder folder,
        CancellationToken cancellation)
    {
        await folder.ThrowIfUnreachableAsync(account, cancellation);
        var ours = new ServerTools(Cluster.Choose(folder, installed), account, folder);
        await ServerFolder.AddPrivateAsync(folder.Log, account, cancellation);
        await ServerFolder.AddPrivateAsync(folder.Socket, account, cancellation);
        if (Cluster.MajorVersion(folder) is null)
        {
            await Cluster.CreateAsync(ours, options.Durability, cancellation);
        }

        // An earlier start may have been made by another user.
        await account.OwnAsync(folder.Cluster, cancellation);
        await Postmaster.ClearAsync(ours, options.StopTimeout, cancellation);
        var server = new PostgresServer(options, ours, Cluster.ReadPassword(folder));
        await server.LaunchAsync(cancellation);
        return server;
    }

    /// <summary>
    /// A free port can be taken by somebody else before the server has it; then another one is tried.
    /// </summary>
    private async Task LaunchAsync(CancellationToken cancellation)
    {
        var choosesPort = options.Listener == PostgresListener.LoopbackPort && options.Port is null;
        for (var attempt = 1; ; attempt++)
        {
            port = options.Port ?? (choosesPort ? FreePort() : DefaultPort);
            try
            {
                await LaunchOnceAsync(cancellation);
                return;
            }
            catch (PostgresUnavailableException taken)
                when (taken.Problem == PostgresProblem.PortTaken && choosesPort && attempt < PortAttempts)
            {
                // The next round chooses another port.
            }
        }
    }

    private async Task LaunchOnceAsync(CancellationToken cancellation)
    {
        var folder = tools.Folder;
        SocketPath.ThrowIfTooLong(options.Listener, folder.Socket, port);
        ServerFolder.WriteSecret(folder.Configuration, ServerConfiguration.Write(options, port, folder.Socket));
        await tools.Account.OwnAsync(folder.Configuration, cancellation);
        var log = ServerLog.From(folder);
        try
        {
            var result = await PgCtlStartAsync(cancellation);
            StartFailure.ThrowIfFailed(result, options, folder, port, log.Tail());
            watch = OwnerWatch.Begin(Postmaster.ReadId(folder)!.Value, options.RemoveWhenStopped ? folder.Path : null);
        }
        catch
        {
            await Postmaster.StopAsync(tools, "immediate", options.StopTimeout, CancellationToken.None);
            throw;
        }
    }

    /// <summary>
    /// A cancelled start must not kill <c>pg_ctl</c>, which may just have started a server that nobody would know of:
    /// the server is stopped instead, as soon as it can be seen, and <c>pg_ctl</c> ends by itself.
    /// </summary>
    private async Task<CommandResult> PgCtlStartAsync(CancellationToken cancellation)
    {
        string[] arguments =
        [
            "start", "-w", "-t", Postmaster.Seconds(options.StartTimeout), "-l", ServerLog.FileName,
            "-o", $"--cluster_name={tools.Folder.ClusterName}",
        ];
        var start = tools.PgCtlAsync(arguments, CancellationToken.None);
        try
        {
            return await start.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            using var ticks = new PeriodicTimer(CancelInterval);
            while (!start.IsCompleted)
            {
                await Postmaster.StopAsync(tools, "immediate", options.StopTimeout, CancellationToken.None);
                await Task.WhenAny(start, ticks.WaitForNextTickAsync(CancellationToken.None).AsTask());
            }

            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task StopOnceAsync()
    {
        var mode = options.RemoveWhenStopped ? "immediate" : "fast";
        await Postmaster.StopAsync(tools, mode, options.StopTimeout, CancellationToken.None);
        watch?.Dispose();
        if (options.RemoveWhenStopped)
        {
            tools.Folder.Remove();
        }

        tools.Folder.Dispose();
    }
}
