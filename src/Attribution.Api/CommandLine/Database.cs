using Attribution.App;
using Attribution.EmbeddedPostgres;
using Attribution.EventStore.Schema;
using Npgsql;

namespace Attribution.Api.CommandLine;

/// <summary>The database a command works on: the one it was given, else the private server of its data folder. Migrated
/// before anybody uses it.</summary>
internal sealed class Database : IAsyncDisposable
{
    private const string Name = "postgres";

    private readonly PostgresServer? _server;

    private Database(string connectionString, PostgresServer? server) =>
        (ConnectionString, _server) = (connectionString, server);

    internal string ConnectionString { get; }

    /// <summary>What people are told about it; never a password.</summary>
    internal string Description => _server is null
        ? "the database of the given connection string"
        : $"PostgreSQL {_server.Version} in {_server.DataDirectory}";

    /// <param name="given">An address, when one was given.</param>
    /// <param name="dataFolder">Where the private server lives otherwise.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="PostgresUnavailableException">No server was given and none can be started; says what to
    /// do.</exception>
    /// <exception cref="MigrationFailed">The database does not fit this program.</exception>
    /// <exception cref="DatabaseUnusable">The server that was given is away or lets nobody in.</exception>
    internal static async Task<Database> OpenAsync(
        string? given, DirectoryInfo dataFolder, CancellationToken cancellation)
    {
        var address = given ?? DatabaseAddress.FromEnvironment();
        var database = string.IsNullOrWhiteSpace(address)
            ? await StartPrivateAsync(dataFolder, cancellation)
            : new Database(DatabaseAddress.ToConnectionString(address), server: null);
        try
        {
            await Migrator.MigrateAsync(database.ConnectionString, AttributionSystem.Migrations, cancellation);
            return database;
        }
        catch (NpgsqlException failure) when (database._server is null)
        {
            throw new DatabaseUnusable(database.ConnectionString, failure);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static async Task<Database> StartPrivateAsync(DirectoryInfo dataFolder, CancellationToken cancellation)
    {
        var options = new PostgresServerOptions { Folder = Path.Combine(dataFolder.FullName, "postgres") };
        var server = await PostgresServer.StartAsync(options, cancellation);
        return new Database(server.ConnectionString(Name), server);
    }
}
