using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Attribution.EmbeddedPostgres;
using Attribution.EventStore.Schema;
using Npgsql;

namespace Attribution.Benchmarks.Soak;

/// <summary>A durable server of the soak's own, which can be killed and comes back at the same address.</summary>
internal sealed class SoakServer : IAsyncDisposable
{
    private readonly PostgresServerOptions _options;
    private PostgresServer _server;

    private SoakServer(PostgresServerOptions options, PostgresServer server) => (_options, _server) = (options, server);

    internal string ConnectionString => _server.ConnectionString("postgres");

    internal static Task<SoakServer> StartAsync() => StartAsync(Migration.OfEventStore);

    /// <summary>Starts a server.</summary>
    /// <param name="migrations">What its database has from the start; a program may bring its own.</param>
    internal static async Task<SoakServer> StartAsync(IReadOnlyList<Migration> migrations)
    {
        // Not one of the temporary servers: those of others sweep away what stands still, as this one does between two
        // lives.
        var options = new PostgresServerOptions
        {
            Folder = Path.Combine(Path.GetTempPath(), $"attribution-soak-server-{Path.GetRandomFileName()}"),
            Port = FreePort(),
            Settings = new Dictionary<string, string> { ["shared_buffers"] = "128MB", ["max_connections"] = "200" },
        };
        var server = new SoakServer(options, await PostgresServer.StartAsync(options));
        await Migrator.MigrateAsync(server.ConnectionString, migrations);
        return server;
    }

    /// <summary>Kills the postmaster (SIGKILL) and starts the server again.</summary>
    internal async Task KillAsync()
    {
        var lockFile = Path.Combine(_server.DataDirectory, "postmaster.pid");
        var id = int.Parse(File.ReadLines(lockFile).First(), CultureInfo.InvariantCulture);
        using (var postmaster = Process.GetProcessById(id))
        {
            postmaster.Kill();
            await postmaster.WaitForExitAsync();
        }

        await RestartAsync();
    }

    /// <summary>Stops the server as an operator does; <see cref="RestartAsync"/> brings it back.</summary>
    internal Task StopAsync() => _server.StopAsync();

    /// <summary>Stops the server as an operator does, if it runs, and starts it again.</summary>
    internal async Task RestartAsync()
    {
        await _server.DisposeAsync();
        _server = await PostgresServer.StartAsync(_options);
    }

    /// <summary>Ends every session of the store but the one that asks.</summary>
    internal async Task KillBackendsAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'attribution' and pid <> pg_backend_pid()
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_options.Folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
