using NodaTime;
using Npgsql;

namespace Attribution.EventStore.Writing;

/// <summary>The writer's own connection: opened when it is needed, given up after every fault.</summary>
internal sealed class WriterSession(NpgsqlDataSource source, TimeProvider time, IClock clock) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    /// <summary>The connection there is, or a new one.</summary>
    /// <exception cref="TimeoutException">The server did not answer in time.</exception>
    internal async ValueTask<NpgsqlConnection> ConnectAsync(TimeSpan patience)
    {
        if (_connection is { } open)
        {
            return open;
        }

        using var late = new CancellationTokenSource(patience, time);
        try
        {
            return _connection = await source.OpenConnectionAsync(late.Token);
        }
        catch (OperationCanceledException cause)
        {
            throw new TimeoutException($"no connection within {patience.TotalSeconds:0.#} s", cause);
        }
    }

    /// <summary>Stores a group in one round trip and one transaction.</summary>
    internal async Task<GroupOutcome> StoreAsync(CommitGroup group, TimeSpan patience)
    {
        var connection = await ConnectAsync(patience);
        // Without BEGIN, what is sent up to one Sync message is one transaction: it commits before the batch ends.
        await using var batch = new NpgsqlBatch(connection) { Timeout = Seconds(patience) };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("writer_lock")));
        var append = new NpgsqlBatchCommand(GroupStatement.TextFor(group));
        group.AddParameters(append.Parameters, clock.GetCurrentInstant());
        batch.BatchCommands.Add(append);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SqlText.Get("notify")));

        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        var outcome = GroupOutcome.Read(reader, first: 0);
        while (await reader.NextResultAsync())
        {
            // The transaction has committed only when the last result has been read.
        }

        return outcome;
    }

    /// <summary>Learns what became of a group whose answer was lost (<see cref="GroupLedger.SettleAsync"/>).</summary>
    internal async Task<GroupOutcome?> SettleAsync(Guid groupId, TimeSpan patience) => await GroupLedger.SettleAsync(
        await ConnectAsync(patience), groupId, clock.GetCurrentInstant(), Seconds(patience));

    /// <summary>Settles what earlier callers were left in doubt about.</summary>
    internal async Task SettleAsync(Doubts doubts, TimeSpan patience) =>
        await doubts.SettleAsync(await ConnectAsync(patience), Seconds(patience));

    /// <summary>Forgets some outcomes recorded before an instant.</summary>
    internal async Task ForgetOutcomesAsync(Instant before, TimeSpan patience) =>
        await GroupLedger.ForgetAsync(await ConnectAsync(patience), before, Seconds(patience));

    /// <summary>Gives up the connection; the next call opens another.</summary>
    internal async ValueTask DisconnectAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => DisconnectAsync();

    /// <summary>A command's timeout; zero would mean for ever.</summary>
    internal static int Seconds(TimeSpan patience) => Math.Max(1, (int)Math.Ceiling(patience.TotalSeconds));
}
