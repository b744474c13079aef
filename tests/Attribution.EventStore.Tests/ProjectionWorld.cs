using Attribution.EventStore.Daemon;
using Attribution.Testing;
using Npgsql;

namespace Attribution.EventStore.Tests;

/// <summary>A database with the tables of <see cref="ProjectionSample"/>, and a log on it, for one test.</summary>
internal sealed class ProjectionWorld : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private ProjectionWorld(TestDatabase database) =>
        (_database, Log) = (database, EventLog.Open(database.ConnectionString));

    internal EventLog Log { get; }

    internal string ConnectionString => _database.ConnectionString;

    /// <summary>Ends whatever a test waits for, long after it should have come.</summary>
    internal CancellationToken Patience { get; } = new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    internal static async Task<ProjectionWorld> CreateAsync() =>
        new(await TestDatabase.CreateAsync("projections", ProjectionDatabase.MigrateAsync));

    /// <summary>Waits until every projection has taken in a position.</summary>
    internal async Task WaitAsync(ProjectionDaemon daemon, ProjectionSample sample, long position)
    {
        foreach (var projection in sample.All)
        {
            await daemon.WaitForPositionAsync(projection.Name, position, Patience);
        }
    }

    /// <summary>The status of a projection once it has reached a state.</summary>
    internal async Task<ProjectionStatus> StateAsync(ProjectionDaemon daemon, string name, ProjectionState state)
    {
        var reached = NextStateAsync(daemon, name, state);
        var now = (await daemon.ReadStatusAsync()).Single(status => status.Name == name);
        return now.State == state ? now : await reached.WaitAsync(Patience);
    }

    /// <summary>The status of a projection when it next reaches a state.</summary>
    internal static Task<ProjectionStatus> NextStateAsync(ProjectionDaemon daemon, string name, ProjectionState state)
    {
        var reached = new TaskCompletionSource<ProjectionStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        daemon.StateChanged += status =>
        {
            if (status.Name == name && status.State == state)
            {
                reached.TrySetResult(status);
            }
        };
        return reached.Task;
    }

    internal async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Asks the database until something is no longer so.</summary>
    internal async Task GoneAsync(string condition)
    {
        while (await QueryAsync<bool>(condition))
        {
            Patience.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await _database.DisposeAsync();
    }
}
