using System.Collections.Concurrent;
using Attribution.EmbeddedPostgres;
using Npgsql;

namespace Attribution.Testing;

/// <summary>
/// The PostgreSQL server that the tests of this process share: the one that <c>ATTRIBUTION_TEST_DATABASE</c> names (a
/// connection string whose user may create databases), else a private one that lives and dies with the process.
/// </summary>
#pragma warning disable CA1001 // Both connections are meant to stay open until the process ends.
internal sealed class TestServer
#pragma warning restore CA1001
{
    private const string EnvironmentVariable = "ATTRIBUTION_TEST_DATABASE";
    private const string NamePrefix = "attribution_test";

    // One server per process is the point; the lazy task lets test classes that start together share one start.
    private static readonly Lazy<Task<TestServer>> Shared = new(StartAsync);

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> templates = new(StringComparer.Ordinal);
    private readonly string run = $"{NamePrefix}_{Environment.ProcessId}_{Random.Shared.Next():x8}";
    private readonly string connectionString;
    private readonly bool outlivesUs;
    private readonly NpgsqlDataSource administration;

    // This session, open until the process ends, is what tells the databases of a living run from left-over ones.
    private readonly NpgsqlConnection presence;
    private int databases;

    private TestServer(string connectionString, bool outlivesUs)
    {
        this.connectionString = connectionString;
        this.outlivesUs = outlivesUs;
        administration = NpgsqlDataSource.Create(With(settings => settings.MaxPoolSize = 4));
        presence = new NpgsqlConnection(With(settings =>
        {
            settings.ApplicationName = run;
            settings.Pooling = false;
        }));
    }

    public static Task<TestServer> Instance => Shared.Value;

    /// <summary>A new database that is a copy of the named template, which the first caller in this process makes.</summary>
    public async Task<string> CopyAsync(string template, Func<string, Task> migrate)
    {
        var source = await templates.GetOrAdd(template, _ => new(() => MakeTemplateAsync(migrate))).Value;
        var copy = NextName();
        await ExecuteAsync($"create database {copy} template {source}");
        return ConnectionString(copy);
    }

    /// <summary>Removes the database of a connection string, ending whatever sessions a test has left in it.</summary>
    public async Task DropAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync($"drop database if exists {connection.Database} with (force)");
    }

    private static async Task<TestServer> StartAsync()
    {
        var given = Environment.GetEnvironmentVariable(EnvironmentVariable);
        var isPrivate = string.IsNullOrWhiteSpace(given);
        var server = new TestServer(isPrivate ? await StartPrivateAsync() : given!, outlivesUs: !isPrivate);
        await server.presence.OpenAsync();
        await server.SweepAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DropTemplates();
        return server;
    }

    private static async Task<string> StartPrivateAsync()
    {
        var options = PostgresServerOptions.Temporary() with
        {
            Settings = new Dictionary<string, string> { ["max_connections"] = "300", ["shared_buffers"] = "64MB" },
        };
        var server = await PostgresServer.StartAsync(options);
        return server.ConnectionString("postgres");
    }

    private async Task<string> MakeTemplateAsync(Func<string, Task> migrate)
    {
        var name = NextName();
        await ExecuteAsync($"create database {name}");
        var database = ConnectionString(name);
        await migrate(database);
        // A database that somebody is connected to cannot be copied.
        await using (var connection = new NpgsqlConnection(database))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{name}'");
        return name;
    }

    /// <summary>Drops the databases of runs that died before they could clean up; only a server that outlives runs has any.</summary>
    private async Task SweepAsync()
    {
        var leftOver = new List<string>();
        await using (var command = administration.CreateCommand(
            $"""
            select d.datname from pg_database d
            where starts_with(d.datname, '{NamePrefix}_')
              and not exists (select from pg_stat_activity a where starts_with(d.datname, a.application_name || '_'))
            """))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                leftOver.Add(reader.GetString(0));
            }
        }

        foreach (var name in leftOver)
        {
            await ExecuteAsync($"drop database if exists {name} with (force)");
        }
    }

    /// <summary>Runs while the process ends; the private server goes away as a whole instead.</summary>
    private void DropTemplates()
    {
        if (!outlivesUs)
        {
            return;
        }

        foreach (var template in templates.Values.Where(made => made.IsValueCreated && made.Value.IsCompletedSuccessfully))
        {
            using var command = presence.CreateCommand();
            command.CommandText = $"drop database if exists {template.Value.Result} with (force)";
            command.ExecuteNonQuery();
        }
    }

    private string NextName() => $"{run}_{Interlocked.Increment(ref databases)}";

    private string ConnectionString(string database) => With(settings => settings.Database = database);

    private string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        change(settings);
        return settings.ConnectionString;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = administration.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
