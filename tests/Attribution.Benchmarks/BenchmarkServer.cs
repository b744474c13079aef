using Attribution.EmbeddedPostgres;
using Npgsql;

namespace Attribution.Benchmarks;

/// <summary>
/// The PostgreSQL to measure on: a private one that is as durable as in production, or the one of a connection string.
/// Each run makes its own databases and drops them.
/// </summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private const int WalMegabytes = 1024;

    private readonly PostgresServer? _embedded;
    private readonly string _administration;
    private readonly List<string> _databases = [];

    private BenchmarkServer(PostgresServer? embedded, string administration) =>
        (_embedded, _administration) = (embedded, administration);

    internal static async Task<BenchmarkServer> StartAsync(Arguments arguments, CancellationToken cancellation)
    {
        var embedded = arguments.Has("embedded");
        var overSocket = arguments.Has("socket");
        if (arguments.Text("connection") is { } connectionString)
        {
            return new BenchmarkServer(null, connectionString);
        }

        if (!embedded)
        {
            throw new UsageError("Say where to measure: --embedded, or --connection \"Host=...\".");
        }

        var server = await PostgresServer.StartAsync(
            PostgresServerOptions.Temporary() with
            {
                Durability = Durability.Full,
                Listener = overSocket ? PostgresListener.UnixSocket : PostgresListener.LoopbackPort,
                Settings = new Dictionary<string, string>
                {
                    ["shared_buffers"] = "1GB",
                    ["min_wal_size"] = $"{WalMegabytes}MB",
                    ["max_wal_size"] = "4GB",
                    ["checkpoint_timeout"] = "30min",
                },
            },
            cancellation);
        var embeddedServer = new BenchmarkServer(server, server.ConnectionString("postgres"));
        await embeddedServer.AgeAsync();
        return embeddedServer;
    }

    /// <summary>A new, empty database.</summary>
    /// <returns>Its connection string.</returns>
    internal async Task<string> CreateDatabaseAsync(string name)
    {
        var database = $"attribution_{name}_{Environment.ProcessId}";
        await ExecuteAsync($"drop database if exists {database} with (force)");
        await ExecuteAsync($"create database {database}");
        _databases.Add(database);
        return new NpgsqlConnectionStringBuilder(_administration) { Database = database }.ConnectionString;
    }

    /// <summary>The database of a name, which is not dropped: what took long to load is there for the next
    /// run.</summary>
    /// <returns>Its connection string, and whether it is new and empty.</returns>
    internal async Task<(string Database, bool IsNew)> KeepDatabaseAsync(string name)
    {
        await using var source = NpgsqlDataSource.Create(_administration);
        await using var known = source.CreateCommand("select exists (select from pg_database where datname = $1)");
        known.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        var isNew = !(bool)(await known.ExecuteScalarAsync())!;
        if (isNew)
        {
            await ExecuteAsync($"create database {name}");
        }

        return (new NpgsqlConnectionStringBuilder(_administration) { Database = name }.ConnectionString, isNew);
    }

    /// <summary>What decides the numbers, for the head of the report.</summary>
    internal async Task<string> DescribeAsync()
    {
        await using var source = NpgsqlDataSource.Create(_administration);
        await using var command = source.CreateCommand(
            """
            select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
                || ', synchronous_commit ' || current_setting('synchronous_commit')
                || ', shared_buffers ' || current_setting('shared_buffers')
            """);
        var server = await command.ExecuteScalarAsync();
        return $"{server}, {Environment.ProcessorCount} processors, .NET {Environment.Version}";
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await ExecuteAsync($"drop database if exists {database} with (force)");
        }

        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }

    /// <summary>Makes the new server like one that has run for a while: its log consists of segments that are used
    /// again. Otherwise every contender keeps waiting for the making of new ones. No checkpoint falls into a
    /// run.</summary>
    private async Task AgeAsync()
    {
        await ExecuteAsync(
            $"""
            select count(pg_logical_emit_message(false, 'age', repeat('x', 1024 * 1024)))
            from generate_series(1, {WalMegabytes})
            """);
        await ExecuteAsync("checkpoint");
        await ExecuteAsync("select pg_switch_wal()");
        await ExecuteAsync("checkpoint");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_administration);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
