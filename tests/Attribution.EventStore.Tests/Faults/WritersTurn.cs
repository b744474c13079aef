using Npgsql;

namespace Attribution.EventStore.Tests.Faults;

/// <summary>Holds the lock that every writer waits for, so that a test can choose what happens in the middle of a
/// commit.</summary>
internal sealed class WritersTurn : IAsyncDisposable
{
    private const string Waiters =
        """
        from pg_locks l where l.locktype = 'advisory' and not l.granted
            and l.database = (select oid from pg_database where datname = current_database())
        """;

    private readonly NpgsqlConnection _holder;

    private WritersTurn(NpgsqlConnection holder) => _holder = holder;

    internal static async Task<WritersTurn> TakeAsync(string connectionString)
    {
        var holder = new NpgsqlConnection(connectionString);
        await holder.OpenAsync();
        var turn = new WritersTurn(holder);
        await ExecuteAsync(holder, SqlText.Get("writer_lock").Replace("xact_", "", StringComparison.Ordinal));
        return turn;
    }

    /// <summary>Ends when a writer has sent its group and waits for the lock.</summary>
    internal Task WaitForWaiterAsync() => WaitUntilAsync(_holder, $"select count(*) > 0 {Waiters}");

    /// <summary>Ends when any session of the database waits for a lock that another one holds.</summary>
    internal static async Task WaitForBlockedAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await WaitUntilAsync(
            connection,
            """
            select count(*) > 0 from pg_stat_activity
            where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0
            """);
    }

    internal Task EndWaitersAsync() => ExecuteAsync(_holder, $"select pg_terminate_backend(l.pid, 5000) {Waiters}");

    internal Task GiveBackAsync() => ExecuteAsync(_holder, "select pg_advisory_unlock_all()");

    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    /// <summary>Asks again and again: each question is a round trip, and the server has no signal for it.</summary>
    private static async Task WaitUntilAsync(NpgsqlConnection connection, string question)
    {
        await using var command = new NpgsqlCommand(question, connection);
        while (!(bool)(await command.ExecuteScalarAsync())!)
        {
            await Task.Yield();
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
